package org.cardpress.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class MappedCrcTest {
    private static final int MIB = MappedCrc.PIECE;

    private final byte[] image = new byte[4 * MIB];

    MappedCrcTest() {
        new Random(3).nextBytes(image);
    }

    @Test
    void eachMebibyteOfTheImageWithMappedBytesHasOneValueOverThem() {
        MappedCrc crc = new MappedCrc();
        feed(crc, 0, 4096);
        feed(crc, MIB / 2, MIB);
        feed(crc, 3 * MIB, 512);

        assertThat(crc.values()).containsExactly(sum(0, 4096, MIB / 2, MIB / 2), sum(MIB, MIB / 2), sum(3 * MIB, 512));
    }

    @Test
    void portionsDoNotMatter() {
        MappedCrc whole = new MappedCrc();
        feed(whole, 100, 3 * MIB);
        MappedCrc portions = new MappedCrc();
        Random random = new Random(5);
        for (int at = 100; at < 100 + 3 * MIB; ) {
            int portion = Math.min(1 + random.nextInt(300_000), 100 + 3 * MIB - at);
            feed(portions, at, portion);
            at += portion;
        }

        assertThat(portions.values()).isEqualTo(whole.values()).hasSize(4);
    }

    @Test
    void theNumberOfValuesFollowsFromTheRanges() {
        assertThat(MappedCrc.pieces(List.of())).isZero();
        assertThat(MappedCrc.pieces(List.of(
                        new ImageManifest.Range(0, 4096),
                        new ImageManifest.Range(MIB / 2, MIB),
                        new ImageManifest.Range(3 * MIB, 512))))
                .isEqualTo(3);
        assertThat(MappedCrc.pieces(List.of(new ImageManifest.Range(5, 3 * MIB))))
                .isEqualTo(4);
    }

    @Test
    void bytesThatGoBackAreRefused() {
        MappedCrc crc = new MappedCrc();
        feed(crc, 4096, 4096);

        assertThatThrownBy(() -> feed(crc, 4096, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mapped bytes at 4096 (expected at 8192 or later)");
    }

    private void feed(MappedCrc crc, int offset, int length) {
        crc.update(offset, ByteBuffer.wrap(image, offset, length));
    }

    private long sum(int... offsetsAndLengths) {
        CRC32C crc = new CRC32C();
        for (int i = 0; i < offsetsAndLengths.length; i += 2) {
            crc.update(image, offsetsAndLengths[i], offsetsAndLengths[i + 1]);
        }
        return crc.getValue();
    }
}
