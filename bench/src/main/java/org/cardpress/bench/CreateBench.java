package org.cardpress.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.cardpress.creator.baseimage.SmallBaseImage;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.fetch.CachePolicy;
import org.cardpress.creator.fetch.ContentCache;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.fetch.Fetcher;
import org.cardpress.creator.fetch.LocalFiles;
import org.cardpress.creator.fetch.Reach;
import org.cardpress.creator.fetch.Retries;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.step.BaseImages;
import org.cardpress.creator.step.HotspotBuilder;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.runtime.CancelSignal;

/**
 * Builds a whole hotspot image (base image, data partition, contents, settings, file system checks) beside {@code cp} of the same
 * files into a directory of the same disk, both brought to the disk before the clock stops. What {@code mke2fs -d} needs for the
 * contents alone is noted.
 */
public final class CreateBench {
    private static final int BIG_FILES = 4;
    private static final int SMALL_FILES = 200;
    private static final int SMALL_BYTES = 20_000;

    private final Options options;
    private final Path directory;
    private final Path contents;
    private final List<ContentFile> wanted = new ArrayList<>();

    private CreateBench(Options options, Path directory) throws IOException {
        this.options = options;
        this.directory = directory;
        this.contents = Files.createDirectory(directory.resolve("contents"));
    }

    /**
     * @param size bytes of the contents
     * @param rounds measured runs a side
     * @param place directory on the disk to use; three times the size must be free there
     */
    public record Options(long size, int rounds, Path place) {
        /** Bytes that say something about a disk and not too much about patience. */
        public static final long DEFAULT_SIZE = 1L << 30;

        private static final long LEAST = 16 << 20;

        public Options {
            if (size < LEAST) {
                throw new IllegalArgumentException("size " + size + " (expected at least " + LEAST + " bytes)");
            }
        }
    }

    /** Runs the case {@code cp}; leaves nothing behind. */
    public static BenchReport run(Options options) throws Exception {
        DiskSpace.real().require(options.place(), 3 * options.size(), "the benchmark");
        Path directory = Files.createTempDirectory(options.place(), "cardpress-bench");
        try {
            return new CreateBench(options, directory).run();
        } finally {
            delete(directory);
        }
    }

    private BenchReport run() throws Exception {
        Bench bench =
                new Bench("create: an image with its contents, local files, warm source (seconds)", options.rounds());
        makeContents();
        SmallBaseImage.build(directory.resolve("base.img"));
        bench.compareFigures("cp", this::build, "cp -r --sparse=always + sync", this::copy, "s");
        bench.note(String.format(
                Locale.ROOT,
                "%d MiB in %d files on the disk of %s; medians of %d. Ours runs inside this process.",
                options.size() >> 20,
                wanted.size(),
                options.place(),
                options.rounds()));
        bench.note(String.format(
                Locale.ROOT,
                "mke2fs -d of the contents + sync, median of 3: %.3f s",
                median(mke2fs(), mke2fs(), mke2fs())));
        return bench.report();
    }

    private static double median(double a, double b, double c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    private void makeContents() throws IOException {
        long big = (options.size() - (long) SMALL_FILES * SMALL_BYTES) / BIG_FILES;
        for (int i = 0; i < BIG_FILES; i++) {
            makeFile("big" + i + ".bin", big);
        }
        for (int i = 0; i < SMALL_FILES; i++) {
            makeFile("small" + i + ".html", SMALL_BYTES);
        }
    }

    private void makeFile(String name, long size) throws IOException {
        Path file = contents.resolve(name);
        byte[] bytes = new byte[1 << 20];
        new Random(name.hashCode()).nextBytes(bytes);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long at = 0; at < size; at += bytes.length) {
                ByteBuffer.wrap(bytes).putLong(0, at);
                out.write(ByteBuffer.wrap(bytes, 0, (int) Math.min(bytes.length, size - at)));
            }
            out.force(true);
        }
        wanted.add(new ContentFile("/data/" + name, file.toString(), null, null, null, null, null));
    }

    private double build() throws Exception {
        Path workspace = Files.createDirectory(directory.resolve("work"));
        try {
            ContentCache cache = new ContentCache(directory.resolve("cache"), CachePolicy.of(0), Clock.systemUTC());
            DiskSpace space = DiskSpace.real();
            Fetcher fetcher = new Fetcher(
                    new LocalFiles(List.of(directory)), cache, Retries.usual(), space, Reach.allowing(List.of()));
            HotspotBuilder builder = new HotspotBuilder(fetcher, new BaseImages(fetcher, cache), space);
            HotspotConfig config = new HotspotConfig(
                    HotspotConfig.SCHEMA,
                    "bench",
                    new BaseImage(directory.resolve("base.img").toString(), null),
                    null,
                    wanted,
                    Map.of("hostname", "bench"));
            long start = System.nanoTime();
            Path image = builder.buildRaw(config, workspace, CreateListener.silent(new CancelSignal()));
            try (ImageFile file = ImageFile.edit(image)) {
                file.sync();
            }
            return (System.nanoTime() - start) / 1e9;
        } finally {
            delete(workspace);
        }
    }

    private double copy() throws Exception {
        Path target = directory.resolve("copy");
        try {
            long start = System.nanoTime();
            Peer.run("cp", "-r", "--sparse=always", contents.toString(), target.toString());
            List<String> sync = new ArrayList<>(List.of("sync"));
            wanted.forEach(each -> sync.add(target + each.to().substring("/data".length())));
            Peer.run(sync.toArray(String[]::new));
            return (System.nanoTime() - start) / 1e9;
        } finally {
            delete(target);
        }
    }

    private double mke2fs() throws Exception {
        Path image = directory.resolve("mke2fs.img");
        try {
            long start = System.nanoTime();
            String size = (options.size() + options.size() / 10 + (64 << 20)) / 1024 + "k";
            Peer.run("/usr/sbin/mke2fs", "-q", "-t", "ext4", "-d", contents.toString(), image.toString(), size);
            Peer.run("sync", image.toString());
            return (System.nanoTime() - start) / 1e9;
        } finally {
            Files.deleteIfExists(image);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (var paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
