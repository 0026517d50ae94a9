package org.cardpress.writer.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlignedBufferTest {
    private static final int MIB = 1 << 20;

    @Test
    void severalSideBySideBeginAtPagesAreEmptyAndDoNotOverlap() {
        List<AlignedBuffer> buffers = AlignedBuffer.several(3, 2 * MIB);

        for (int i = 0; i < buffers.size(); i++) {
            AlignedBuffer each = buffers.get(i);
            assertThat(each.size()).isEqualTo(2 * MIB);
            assertThat(each.address() % AlignedBuffer.PAGE).isZero();
            assertThat(each.window(0, 2 * MIB).mismatch(ByteBuffer.allocate(2 * MIB)))
                    .isEqualTo(-1);
            each.fill(ByteBuffer.wrap(new byte[] {(byte) (i + 1)}), 2 * MIB);
        }
        for (int i = 0; i < buffers.size(); i++) {
            ByteBuffer bytes = buffers.get(i).window(0, 2 * MIB);
            assertThat(bytes.get(0)).isEqualTo((byte) (i + 1));
            assertThat(bytes.get(2 * MIB - 1)).isEqualTo((byte) (i + 1));
        }
    }

    @Test
    void aPatternIsRepeatedAndCutAtTheEnd() {
        AlignedBuffer buffer = new AlignedBuffer(AlignedBuffer.PAGE);

        buffer.fill(ByteBuffer.wrap(new byte[] {1, 2, 3}), 8);

        byte[] bytes = new byte[9];
        buffer.window(0, 9).get(bytes);
        assertThat(bytes).containsExactly(1, 2, 3, 1, 2, 3, 1, 2, 0);
    }

    @Test
    void halfAPageIsRefused() {
        assertThatThrownBy(() -> new AlignedBuffer(2048)).hasMessageContaining("expected a multiple of 4096");
    }
}
