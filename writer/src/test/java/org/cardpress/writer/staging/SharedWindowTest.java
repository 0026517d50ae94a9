package org.cardpress.writer.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.cardpress.protocol.image.ShelvedImage;
import org.cardpress.writer.device.AlignedBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cards share what memory holds, and nobody keeps there what nobody else will need soon. */
@Timeout(600)
class SharedWindowTest {
    private static final int UNIT = 4 << 20;
    private static final int PAGE = 4096;

    private final SharedWindow window = new SharedWindow(100);

    @Test
    void whatACardCloseBehindWillNeedIsKept() {
        SharedWindow.Reader first = window.join();
        SharedWindow.Reader second = window.join();

        assertThat(first.passed(0, 50)).isTrue();
        assertThat(first.passed(50, 100)).isTrue();
        assertThat(second.passed(0, 50)).as("the last one to pass").isFalse();
    }

    @Test
    void whatTheNextCardReachesMuchLaterIsGivenBack() {
        SharedWindow.Reader first = window.join();
        SharedWindow.Reader second = window.join();

        assertThat(first.passed(500, 550)).as("second is at 0").isFalse();
        assertThat(second.passed(430, 450)).isFalse();
        assertThat(first.passed(550, 600)).as("second is at 450").isTrue();
    }

    @Test
    void aCardThatHasLeftNeedsNothing() {
        SharedWindow.Reader first = window.join();
        window.join().leave();

        assertThat(first.passed(0, 50)).isFalse();
    }

    @Test
    void anImageLargerThanMemoryLeavesThePageCacheBehindItsLastCard(@TempDir Path directory) throws Exception {
        assumeThat(Files.getFileStore(directory).type())
                .as("the page cache of a tmpfs is its memory, which cannot be given back")
                .isNotEqualTo("tmpfs");
        PackedShelf shelf = new PackedShelf(directory);
        StagedImages images = new StagedImages(shelf.shelf, Files::newInputStream, () -> 2 * UNIT);
        ShelvedImage packed = shelf.publish();
        try (StagedImage first = images.open(packed);
                StagedImage second = images.open(packed)) {
            assertThat(first.isProven(30_000)).isTrue();
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(packed.image()));
            AlignedBuffer buffer = new AlignedBuffer(UNIT);

            first.read(buffer, 0, UNIT, UNIT);
            assertThat(cached(directory)).as("the second card comes soon").isGreaterThanOrEqualTo(UNIT);
            long before = cached(directory);
            second.read(buffer, 0, UNIT, UNIT);
            first.read(buffer, 0, UNIT, 4 * UNIT);

            assertThat(cached(directory))
                    .as("given back: what both have passed, and what is far ahead of the second")
                    .isLessThanOrEqualTo(before - 2 * UNIT + (512 << 10));
        }
    }

    /** Bytes of the raw image in the page cache. */
    private static long cached(Path directory) throws Exception {
        Path image = directory.resolve(PackedShelf.ORDER).resolve("clinic.img");
        long cached = 0;
        try (FileChannel file = FileChannel.open(image)) {
            MappedByteBuffer whole = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size());
            for (int at = 0; at < whole.capacity(); at += PAGE) {
                int length = Math.min(PAGE, whole.capacity() - at);
                cached += ((MappedByteBuffer) whole.slice(at, length)).isLoaded() ? length : 0;
            }
        }
        return cached;
    }
}
