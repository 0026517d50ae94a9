package org.cardpress.writer.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A staged file is written to a card from the page cache, and what happens to the file meanwhile ends a write, not this program. */
class MappedWindowTest {
    private static final int MIB = 1 << 20;

    private final byte[] image = new byte[6 * MIB];
    private final Path raw;
    private final Path cardFile;
    private StagedFile staged;
    private BlockDevice card;
    private MappedWindow window;

    MappedWindowTest(@TempDir Path directory) throws IOException {
        new Random(4).nextBytes(image);
        raw = Files.write(directory.resolve("raw"), image);
        cardFile = Files.write(directory.resolve("card"), new byte[6 * MIB]);
    }

    @BeforeEach
    void open() throws DeviceException {
        staged = StagedFile.open(raw.toString());
        card = FileBlockDevice.open(cardFile.toString());
        window = new MappedWindow(4 * MIB);
    }

    @AfterEach
    void close() {
        window.close();
        card.close();
        staged.close();
    }

    @Test
    void whatIsShownIsWrittenWithoutACopyOnePieceAfterTheOther() throws Exception {
        assertThat(staged.show(window, 0, 4 * MIB)).isTrue();
        assertThat(window.fetch(512, 2 * MIB)).isTrue();
        card.write(window.bytes(), 512, 2 * MIB, 512);
        assertThat(staged.show(window, 4 * MIB, 4 * MIB)).isTrue();
        assertThat(window.fetch(MIB, MIB)).isTrue();
        card.write(window.bytes(), MIB, MIB, 5 * MIB);

        byte[] written = Files.readAllBytes(cardFile);
        assertThat(Arrays.equals(written, 512, 2 * MIB + 512, image, 512, 2 * MIB + 512))
                .isTrue();
        assertThat(Arrays.equals(written, 5 * MIB, 6 * MIB, image, 5 * MIB, 6 * MIB))
                .isTrue();
    }

    @Test
    void beyondTheEndOfTheFileNothingIsFetched() {
        assertThat(staged.show(window, 4 * MIB, 4 * MIB)).isTrue();

        assertThat(window.fetch(2 * MIB, MIB)).isFalse();
    }

    @Test
    void aFileThatIsCutShortFailsTheWriteAndNothingElse() throws Exception {
        assertThat(staged.show(window, 0, 4 * MIB)).isTrue();
        assertThat(window.fetch(0, 4 * MIB)).isTrue();
        try (RandomAccessFile file = new RandomAccessFile(raw.toFile(), "rw")) {
            file.setLength(MIB);
        }

        assertThatThrownBy(() -> card.write(window.bytes(), 2 * MIB, MIB, 2 * MIB))
                .isInstanceOfSatisfying(DeviceException.class, failed -> assertThat(failed.errno())
                        .isEqualTo(Errno.EFAULT));
    }

    @Test
    void aWindowThatWasClosedShowsNothing() {
        window.close();
        window.close();

        assertThat(staged.show(window, 0, 4 * MIB)).isFalse();
    }
}
