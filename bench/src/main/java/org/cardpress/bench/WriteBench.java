package org.cardpress.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.cardpress.writer.card.CardCancelled;
import org.cardpress.writer.card.CardWatch;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.FileBlockDevice;
import org.cardpress.writer.device.LoopDevice;
import org.cardpress.writer.device.RawBlockDevice;
import org.cardpress.writer.device.StagedFile;
import org.cardpress.writer.fault.CardFailure;

/**
 * Writes cards beside {@code bmaptool} and {@code dd}, on the same loop device in memory, from a source in memory: what is measured
 * is what the tools add to a card that costs nothing. Ours always verifies; where the peer only writes, our time is taken without
 * the verify pass.
 */
public final class WriteBench {
    private static final String WRITE_ONLY = "ours without its verify pass";

    private final Options options;
    private final CardWriter writer = new CardWriter(System::nanoTime);

    private WriteBench(Options options) {
        this.options = options;
    }

    /**
     * How large a run.
     *
     * @param size bytes of the sparse image; the dense one has half of it
     * @param rounds measured runs a side
     */
    public record Options(long size, int rounds) {
        public static final Options PUBLISHED = new Options(4L << 30, 5);
        private static final long LEAST = 16 << 20;

        public Options {
            if (size < LEAST || size % (2 << 20) != 0) {
                throw new IllegalArgumentException(
                        "size " + size + " (expected a multiple of 2 MiB, at least " + LEAST + ")");
            }
        }
    }

    /** Runs all cases. Needs {@code bmaptool}; leaves nothing behind. */
    public static BenchReport run(Options options) throws Exception {
        return new WriteBench(options).run();
    }

    private BenchReport run() throws Exception {
        Bench bench = new Bench("write: one card, unthrottled, warm source (seconds)", options.rounds());
        try (Scratch scratch = Scratch.with(options.size())) {
            bench.note("Source and card are " + scratch.place() + "; medians of " + options.rounds() + ".");
            Optional<String> noLoop = LoopDevice.impossible();
            noLoop.ifPresent(why -> bench.note("The card is a file, not a loop device, since " + why + "."));
            sparseAndVerified(bench, scratch, noLoop.isEmpty());
        }
        try (Scratch scratch = Scratch.with(options.size())) {
            dense(bench, scratch, LoopDevice.impossible().isEmpty());
        }
        bench.note("sparse, dense: " + WRITE_ONLY + ". Ours runs inside this process.");
        return bench.report();
    }

    private void sparseAndVerified(Bench bench, Scratch scratch, boolean loop) throws Exception {
        SampleImage image = SampleImage.sparse(scratch.file("sparse.img"), options.size());
        Path card = card(scratch, options.size(), loop);
        bench.note("sparse, verified: image of " + (options.size() >> 20) + " MiB, "
                + (image.plan().mappedBytes() >> 20) + " MiB mapped.");
        bench.compareFigures(
                "sparse", () -> write(image, card).writeSeconds(), "bmaptool copy", () -> copy(image, card), "s");
        bench.compareFigures(
                "verified",
                () -> write(image, card).seconds(),
                "bmaptool copy + bmaptool copy card to /dev/null",
                () -> copy(image, card) + readBack(image, card),
                "s");
    }

    private void dense(Bench bench, Scratch scratch, boolean loop) throws Exception {
        long size = options.size() / 2;
        SampleImage image = SampleImage.dense(scratch.file("dense.img"), size);
        Path card = card(scratch, size, loop);
        bench.note("dense: image of " + (size >> 20) + " MiB, all mapped.");
        String[] dd = {
            "dd", "if=" + image.raw(), "of=" + card, "bs=4M", "oflag=direct", "conv=fsync,notrunc", "status=none"
        };
        bench.compareFigures(
                "dense",
                () -> write(image, card).writeSeconds(),
                "dd bs=4M oflag=direct conv=fsync",
                () -> timed(dd),
                "s");
    }

    private static Path card(Scratch scratch, long size, boolean loop) throws IOException {
        Path file = scratch.file("card");
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(size);
        }
        return loop ? scratch.attach(file).path() : file;
    }

    private static double copy(SampleImage image, Path card) throws Exception {
        return timed(
                "bmaptool",
                "-q",
                "copy",
                "--bmap",
                image.bmap().toString(),
                image.raw().toString(),
                card.toString());
    }

    private static double readBack(SampleImage image, Path card) throws Exception {
        return timed("bmaptool", "-q", "copy", "--bmap", image.bmap().toString(), card.toString(), "/dev/null");
    }

    private static double timed(String... command) throws Exception {
        long start = System.nanoTime();
        Peer.run(command);
        return (System.nanoTime() - start) / 1e9;
    }

    private Timing write(SampleImage image, Path card) throws DeviceException, CardFailure, CardCancelled {
        Timing timing = new Timing();
        try (BlockDevice device = Files.isRegularFile(card)
                        ? FileBlockDevice.open(card.toString())
                        : RawBlockDevice.open(card.toString());
                StagedFile source = StagedFile.open(image.raw().toString())) {
            writer.write(device, source, image.plan(), timing);
        }
        timing.end();
        return timing;
    }

    /** Takes the times of one card. */
    private static final class Timing implements CardWatch {
        private final long start = System.nanoTime();
        private long verifyBegan;
        private long verifyEnded;
        private long lastUnit;
        private long end;

        @Override
        public void entered(Phase phase) {
            if (phase == Phase.VERIFYING) {
                verifyBegan = System.nanoTime();
                lastUnit = verifyBegan;
            }
        }

        /** The last call comes after the first MiB has been written; the one before it ends the verify pass. */
        @Override
        public void advanced(long done, long total) {
            verifyEnded = lastUnit;
            lastUnit = System.nanoTime();
        }

        @Override
        public void checkWanted() {}

        void end() {
            end = System.nanoTime();
        }

        double seconds() {
            return (end - start) / 1e9;
        }

        double writeSeconds() {
            return (end - start - (verifyEnded - verifyBegan)) / 1e9;
        }
    }
}
