package org.cardpress.writer.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.FileBlockDevice;
import org.cardpress.writer.device.StagedFile;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first card of an image checks what it reads; the others are written from the page cache, and checked when they are read back. */
class ShownUnitsTest {
    private static final int MIB = ImageMap.MIB;
    private static final int SIZE = 12 * MIB + 512;
    private static final List<Range> RANGES = List.of(
            new Range(0, 4096),
            new Range(MIB + 512, 3 * MIB),
            new Range(5 * MIB, 1024),
            new Range(5 * MIB + 8192, 3 * MIB - 512),
            new Range(12 * MIB, 512));

    private final Path directory;
    private final Path raw;
    private final byte[] image = new byte[SIZE];
    private final WritePlan plan;
    private final CardWriter writer = new CardWriter(System::nanoTime);

    ShownUnitsTest(@TempDir Path directory) throws Exception {
        this.directory = directory;
        new Random(6).nextBytes(image);
        raw = Files.write(directory.resolve("raw"), image);
        try (StagedFile file = StagedFile.open(raw.toString())) {
            plan = WritePlan.of(CheckValues.map(file, RANGES));
        }
        write("first");
    }

    @Test
    void theSecondCardHoldsTheSameAndNothingElse() throws Exception {
        write("second");

        byte[] card = Files.readAllBytes(directory.resolve("second"));
        assertThat(card).isEqualTo(Files.readAllBytes(directory.resolve("first")));
        for (Range range : RANGES) {
            int from = (int) range.offset();
            int to = (int) range.end();
            assertThat(Arrays.equals(card, from, to, image, from, to))
                    .as("%s", range)
                    .isTrue();
        }
        assertThat(Arrays.copyOfRange(card, 9 * MIB, 12 * MIB)).containsOnly(0);
    }

    @Test
    void damageThatCameAfterTheFirstLookIsFoundWhenTheCardIsReadBackAndIsNotTheCards() throws Exception {
        image[6 * MIB] ^= 1;
        Files.write(raw, image);

        assertThatThrownBy(() -> write("second")).isInstanceOfSatisfying(CardFailure.class, failure -> {
            assertThat(failure.fault()).isEqualTo(CardFault.IMAGE_DAMAGED);
            assertThat(failure.detail()).contains("no longer matches its check values at MiB 6");
        });
        assertBlank();
    }

    @Test
    void anImageThatWasCutShortIsNotTheCardsFault() throws Exception {
        assertThatThrownBy(() -> write("second", () -> {
                    try (RandomAccessFile file = new RandomAccessFile(raw.toFile(), "rw")) {
                        file.setLength(5 * MIB);
                    }
                }))
                .isInstanceOfSatisfying(CardFailure.class, failure -> assertThat(failure.fault())
                        .isEqualTo(CardFault.IMAGE_DAMAGED));
        assertBlank();
    }

    private void assertBlank() throws Exception {
        assertThat(Arrays.copyOf(Files.readAllBytes(directory.resolve("second")), MIB))
                .containsOnly(0);
    }

    private void write(String name) throws Exception {
        write(name, () -> {});
    }

    private void write(String name, Hand hand) throws Exception {
        Path file = directory.resolve(name);
        try (RandomAccessFile fresh = new RandomAccessFile(file.toFile(), "rw")) {
            fresh.setLength(SIZE + 2L * MIB);
        }
        try (BlockDevice card = FileBlockDevice.open(file.toString());
                StagedFile source = StagedFile.open(raw.toString())) {
            hand.move();
            writer.write(card, source, plan, new Unwatched());
        }
    }

    /** What happens to the image once it is open. */
    @FunctionalInterface
    private interface Hand {
        void move() throws Exception;
    }
}
