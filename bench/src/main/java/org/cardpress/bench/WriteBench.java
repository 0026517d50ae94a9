package org.cardpress.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cardpress.writer.card.CardCancelled;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.LoopDevice;
import org.cardpress.writer.device.StagedFile;
import org.cardpress.writer.fault.CardFailure;

/**
 * Writes cards beside {@code bmaptool}, {@code dd} and what the speed of a card allows, on loop devices in memory, from a source in
 * memory. Ours always verifies; where the peer only writes, our time is taken without the verify pass.
 */
public final class WriteBench {
    private static final String WRITE_ONLY = "ours without its verify pass";

    private final Options options;
    private final Bench bench;
    private final CardWriter writer = new CardWriter(System::nanoTime);

    private WriteBench(Options options, Bench bench) {
        this.options = options;
        this.bench = bench;
    }

    /**
     * How large a run.
     *
     * @param size bytes of the sparse image; the dense one has half of it, that of several throttled cards a quarter, and so has that of the processor time where memory is short
     * @param rounds measured runs a side
     * @param cases which of them, at least one
     */
    public record Options(long size, int rounds, Set<WriteCase> cases) {
        public static final Options PUBLISHED = new Options(4L << 30, 5, EnumSet.allOf(WriteCase.class));
        private static final long LEAST = 16 << 20;

        public Options {
            cases = Set.copyOf(cases);
            if (size < LEAST || size % (4 << 20) != 0) {
                throw new IllegalArgumentException(
                        "size " + size + " (expected a multiple of 4 MiB, at least " + LEAST + ")");
            }
            if (cases.isEmpty()) {
                throw new IllegalArgumentException("no cases (expected at least one)");
            }
        }

        private long small() {
            return size / 4;
        }
    }

    /**
     * Runs the cases. Needs {@code bmaptool}; leaves nothing behind.
     *
     * @param progress for the person who waits
     */
    public static BenchReport run(Options options, PrintStream progress) throws Exception {
        List<WriteCase> ordered = List.of(WriteCase.values()).stream()
                .filter(options.cases()::contains)
                .toList();
        double scale =
                (double) options.size() / Options.PUBLISHED.size() * options.rounds() / Options.PUBLISHED.rounds();
        Eta eta = new Eta(ordered, scale, System::nanoTime, progress);
        Bench bench = new Bench("write: cards in memory, warm source", options.rounds(), eta);
        return new WriteBench(options, bench).run();
    }

    private BenchReport run() throws Exception {
        Optional<String> noLoop = LoopDevice.impossible();
        noLoop.ifPresent(why -> bench.note("Cards are files, not loop devices, since " + why + "."));
        if (wants(WriteCase.SPARSE) || wants(WriteCase.VERIFIED)) {
            sparseAndVerified();
        }
        if (wants(WriteCase.DENSE)) {
            dense();
        }
        if (wants(WriteCase.STAGE)) {
            StageCase.run(bench, options.small());
        }
        if (wants(WriteCase.CARD) || wants(WriteCase.EIGHT) || wants(WriteCase.SLOW)) {
            throttled(noLoop);
        }
        if (wants(WriteCase.CPU)) {
            CpuCase.run(bench, options.size(), options.small());
        }
        bench.note("Medians of " + options.rounds() + ". All but cpu run inside this process.");
        return bench.report();
    }

    private boolean wants(WriteCase each) {
        return options.cases().contains(each);
    }

    private void throttled(Optional<String> noLoop) throws Exception {
        Optional<String> why = noLoop.isPresent() ? noLoop : Throttle.impossible();
        if (why.isPresent()) {
            bench.note("card, eight, slow: left out, for devices cannot be slowed down on this machine: " + why.get());
            return;
        }
        ThrottledCases.run(bench, options.cases(), options.small());
    }

    private void sparseAndVerified() throws Exception {
        try (Scratch scratch = Scratch.with(options.size())) {
            SampleImage image = SampleImage.sparse(scratch.file("sparse.img"), options.size());
            Path card = scratch.card("card", options.size());
            bench.note("sparse, verified: image of " + (options.size() >> 20) + " MiB, "
                    + (image.plan().mappedBytes() >> 20) + " MiB mapped; " + scratch.place() + ".");
            if (wants(WriteCase.SPARSE)) {
                bench.note("sparse: " + WRITE_ONLY + ".");
                bench.compareFigures(
                        "sparse",
                        () -> write(image, card).writeSeconds(),
                        "bmaptool copy",
                        () -> copy(image, card),
                        "s");
            }
            if (wants(WriteCase.VERIFIED)) {
                bench.compareFigures(
                        "verified",
                        () -> write(image, card).seconds(),
                        "bmaptool copy + bmaptool copy card to /dev/null",
                        () -> copy(image, card) + readBack(image, card),
                        "s");
            }
        }
    }

    private void dense() throws Exception {
        long size = options.size() / 2;
        try (Scratch scratch = Scratch.with(size * 2)) {
            SampleImage image = SampleImage.dense(scratch.file("dense.img"), size);
            Path card = scratch.card("card", size);
            bench.note("dense: image of " + (size >> 20) + " MiB, all mapped; " + WRITE_ONLY + ".");
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

    private CardTiming write(SampleImage image, Path card)
            throws DeviceException, CardFailure, CardCancelled, IOException {
        CardTiming timing = new CardTiming();
        try (BlockDevice device = CardWall.open(card);
                StagedFile source = StagedFile.open(image.raw().toString())) {
            writer.write(device, source, image.plan(), timing);
        }
        timing.end();
        return timing;
    }
}
