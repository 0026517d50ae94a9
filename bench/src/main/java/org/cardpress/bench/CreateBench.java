package org.cardpress.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cardpress.creator.baseimage.SmallBaseImage;
import org.cardpress.creator.fetch.DiskSpace;

/**
 * Makes a whole hotspot image (base image, data partition, contents, settings, file system checks) beside {@code cp} of the same files
 * into a directory of the same disk, and beside {@code mke2fs -d} of them, by turns; all are brought to the disk before the clock
 * stops. Then what a creator takes of memory, in a process of its own.
 */
public final class CreateBench {
    private static final double MOST_MEGABYTES = 400;

    private final Options options;
    private final Path directory;
    private final SampleContents contents;

    private CreateBench(Options options, Path directory) throws IOException {
        this.options = options;
        this.directory = directory;
        this.contents = SampleContents.make(directory.resolve("contents"), options.size());
    }

    /**
     * @param size bytes of the contents
     * @param rounds measured runs a side
     * @param place directory on the disk to use; three times the size must be free there
     */
    public record Options(long size, int rounds, Path place) {
        /** As large as a small hotspot. */
        public static final long DEFAULT_SIZE = 4L << 30;

        private static final long LEAST = 16 << 20;

        public Options {
            if (size < LEAST) {
                throw new IllegalArgumentException("size " + size + " (expected at least " + LEAST + " bytes)");
            }
        }
    }

    /** Runs the cases {@code cp}, {@code mke2fs} and {@code memory}; leaves nothing behind. */
    public static BenchReport run(Options options) throws Exception {
        DiskSpace.real().require(options.place(), 3 * options.size(), "the benchmark");
        Path directory = Files.createTempDirectory(options.place(), "cardpress-bench");
        try {
            SmallBaseImage.build(directory.resolve("base.img"));
            return new CreateBench(options, directory).run();
        } finally {
            Trees.delete(directory);
        }
    }

    private BenchReport run() throws Exception {
        Bench bench = new Bench("create: an image with its contents, local files, warm source", options.rounds());
        double[] ours = new double[options.rounds()];
        double[] copy = new double[options.rounds()];
        double[] mke2fs = new double[options.rounds()];
        build();
        copy();
        for (int round = 0; round < options.rounds(); round++) {
            ours[round] = build();
            copy[round] = copy();
            mke2fs[round] = mke2fs();
        }
        double median = Bench.median(ours);
        bench.add(BenchCase.of("cp", median, Bench.median(copy), "cp -r --sparse=always + sync", "s"));
        bench.add(BenchCase.of("mke2fs", median, Bench.median(mke2fs), "mke2fs -d of the contents alone + sync", "s"));
        bench.add(BenchCase.of("memory", megabytes(), MOST_MEGABYTES, "the most it may take", "MB"));
        bench.note(String.format(
                Locale.ROOT,
                "%d MiB in %d files (two large ones, a tar of a sixteenth, the rest small) on the disk of %s; medians of %d.",
                contents.bytes() >> 20,
                contents.files(),
                options.place(),
                options.rounds()));
        bench.note("cp, mke2fs: ours runs inside this process and also unpacks the tar, which they copy.");
        bench.note("memory: peak resident set of a process of its own that makes and packs the image, started with "
                + String.join(" ", CreatorProcess.OPTIONS) + ".");
        return bench.report();
    }

    private double build() throws Exception {
        Path workspace = Files.createDirectory(directory.resolve("work"));
        try {
            long start = System.nanoTime();
            new SampleBuild(directory, contents.wanted()).raw(workspace);
            return seconds(start);
        } finally {
            Trees.delete(workspace);
        }
    }

    private double copy() throws Exception {
        Path target = directory.resolve("copy");
        try {
            long start = System.nanoTime();
            Peer.run("cp", "-r", "--sparse=always", contents.directory().toString(), target.toString());
            List<String> sync = new ArrayList<>(List.of("sync"));
            try (var files = Files.walk(target)) {
                files.map(Path::toString).forEach(sync::add);
            }
            Peer.run(sync.toArray(String[]::new));
            return seconds(start);
        } finally {
            Trees.delete(target);
        }
    }

    private double mke2fs() throws Exception {
        Path image = directory.resolve("mke2fs.img");
        try {
            long start = System.nanoTime();
            String size = (options.size() + options.size() / 10 + (64 << 20)) / 1024 + "k";
            String from = contents.directory().toString();
            Peer.run("/usr/sbin/mke2fs", "-q", "-t", "ext4", "-d", from, image.toString(), size);
            Peer.run("sync", image.toString());
            return seconds(start);
        } finally {
            Files.deleteIfExists(image);
        }
    }

    private double megabytes() throws Exception {
        return CreatorProcess.peakBytes(directory, contents.directory()) / 1e6;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
