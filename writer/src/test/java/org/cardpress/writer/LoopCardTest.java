package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cardpress.protocol.image.ImageManifest.Range;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.device.LoopAssumption;
import org.cardpress.writer.device.LoopDevice;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.slot.CardSlot;
import org.cardpress.writer.slot.DeviceSlot;
import org.cardpress.writer.slot.KernelTree;
import org.cardpress.writer.slot.LinuxSlotProbe;
import org.cardpress.writer.slot.Slot;
import org.cardpress.writer.staging.StagedImages;
import org.cardpress.writer.watch.HangGuard;
import org.cardpress.writer.watch.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards written for real, and judged by others: {@code cmp} and {@code bmaptool}. */
class LoopCardTest {
    private static final int MIB = ShelfFixture.MIB;
    private static final int CAPACITY = 12 * MIB;

    private final Path directory;
    private final Path card;
    private final ShelfFixture shelf;
    private final FakeContext context = new FakeContext();

    LoopCardTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        shelf = new ShelfFixture(directory.resolve("shelf"));
        card = directory.resolve("card");
        byte[] used = new byte[CAPACITY];
        new Random(99).nextBytes(used);
        Files.write(card, used);
        // where marks for counterfeits were
        Arrays.fill(used, 4 * MIB, 4 * MIB + 4096, (byte) 0);
        Arrays.fill(used, 8 * MIB, 8 * MIB + 4096, (byte) 0);
        Files.write(directory.resolve("before"), used);
    }

    @Test
    void aFileHoldsTheImageAfterwards() throws Exception {
        CardWritten written = handler(card).run(shelf.claim(1), context);

        assertThat(written.bytesVerified()).isEqualTo(shelf.image().mappedBytes());
        assertProvenByOthers(card);
    }

    @Test
    void aUsedLoopDeviceHoldsTheImageAfterwards() throws Exception {
        LoopAssumption.assumeLoopDevices();
        try (LoopDevice loop = LoopDevice.attach(card)) {
            CardWritten written = handler(loop.path()).run(shelf.claim(1), context);

            assertThat(written.capacity()).isEqualTo(CAPACITY);
            assertProvenByOthers(loop.path());
        }
    }

    @Test
    void aCardOfBmaptoolAndOneOfOursHoldTheSame() throws Exception {
        Path theirs = directory.resolve("theirs");
        try (RandomAccessFile file = new RandomAccessFile(theirs.toFile(), "rw")) {
            file.setLength(CAPACITY);
        }
        Path image = shelf.shelf.imageFile(ShelfFixture.ORDER, "clinic");
        Path sparse = directory.resolve("sparse.img");
        try (RandomAccessFile out = new RandomAccessFile(sparse.toFile(), "rw")) {
            out.setLength(ShelfFixture.SIZE);
            for (Range range : ShelfFixture.RANGES) {
                out.seek(range.offset());
                out.write(shelf.image, (int) range.offset(), (int) range.length());
            }
        }
        run("bmaptool", "-q", "create", "-o", directory.resolve("map.bmap").toString(), sparse.toString());
        run(
                "bmaptool",
                "-q",
                "copy",
                "--bmap",
                directory.resolve("map.bmap").toString(),
                image.toString(),
                theirs.toString());

        handler(card).run(shelf.claim(1), context);

        for (Range range : ShelfFixture.RANGES) {
            cmp(card, theirs, range.offset(), range.length());
        }
    }

    /** Mapped bytes are the image's; the rest is what it was, but for the two ends. */
    private void assertProvenByOthers(Path written) throws Exception {
        Path image = shelf.shelf.imageFile(ShelfFixture.ORDER, "clinic");
        for (Range range : ShelfFixture.RANGES) {
            cmp(written, image, range.offset(), range.length());
        }
        Path before = directory.resolve("before");
        cmp(written, before, 3L * MIB, 2L * MIB);
        cmp(written, before, 7L * MIB, 4L * MIB);
        cmp(written, Path.of("/dev/zero"), 11L * MIB, MIB);
        cmp(written, Path.of("/dev/zero"), MIB / 2, MIB / 2);
    }

    private static void cmp(Path one, Path other, long offset, long length) throws Exception {
        String skip = other.equals(Path.of("/dev/zero")) ? "0" : Long.toString(offset);
        run("cmp", "--ignore-initial=" + offset + ":" + skip, "--bytes=" + length, one.toString(), other.toString());
    }

    private WriteHandler handler(Path device) throws IOException {
        CardSlot slot = new DeviceSlot(new Slot("A", device), new LinuxSlotProbe(KernelTree.REAL));
        CardLedger ledger = CardLedger.open(directory.resolve("state"), InstantSource.system());
        return new WriteHandler(
                slot,
                new StagedImages(shelf.shelf),
                ledger,
                PressFixture.press(directory),
                new CardWriter(System::nanoTime),
                new HangGuard("A", Patience.USUAL, System::nanoTime),
                WriterConfig.LARGEST_CARD,
                new CardEvents(Duration.ofMillis(20)));
    }

    private static void run(String... command) throws Exception {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s", String.join(" ", command), said)
                .isZero();
    }
}
