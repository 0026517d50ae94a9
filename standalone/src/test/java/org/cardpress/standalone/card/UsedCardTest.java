package org.cardpress.standalone.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.cardpress.creator.baseimage.SmallBaseImage;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.disk.Mbr;
import org.cardpress.creator.fetch.CachePolicy;
import org.cardpress.creator.fetch.ContentCache;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.fetch.Fetcher;
import org.cardpress.creator.fetch.LocalFiles;
import org.cardpress.creator.fetch.Reach;
import org.cardpress.creator.fetch.Retries;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.publish.PackedImage;
import org.cardpress.creator.step.BaseImages;
import org.cardpress.creator.step.HotspotBuilder;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.BmapXml;
import org.cardpress.protocol.image.ImageManifest;
import org.cardpress.protocol.image.ImageManifest.Range;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.writer.card.CardCancelled;
import org.cardpress.writer.card.CardWatch;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.card.Wipe;
import org.cardpress.writer.card.WritePlan;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.FileBlockDevice;
import org.cardpress.writer.device.LoopDevice;
import org.cardpress.writer.device.RawBlockDevice;
import org.cardpress.writer.staging.StagedImage;
import org.cardpress.writer.staging.StagedImages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real image, as the creator publishes it, on a card full of old bytes: exact in everything that any system reads, by our writer and
 * by {@code bmaptool} from the published files alone.
 */
@Timeout(600)
class UsedCardTest {
    private static final String ORDER = "usedcardusedcardused";
    private static final int MIB = 1 << 20;

    @TempDir
    Path directory;

    private PackedImage packed;
    private Path bmap;
    private Path raw;
    private Path card;
    private Shelf shelf;

    @BeforeEach
    void publishAnImageAndFillACard() throws Exception {
        packed = build();
        bmap = Files.write(directory.resolve("clinic.bmap"), BmapXml.write(packed.bmap()));
        raw = directory.resolve("raw.img");
        run("zstd", "-q", "-d", packed.zst(), "-o", raw);
        card = directory.resolve("card");
        byte[] old = new byte[MIB];
        Random random = new Random(99);
        try (RandomAccessFile file = new RandomAccessFile(card.toFile(), "rw")) {
            for (long at = 0; at < packed.bmap().imageSize() + 8L * MIB; at += MIB) {
                random.nextBytes(old);
                file.write(old);
            }
        }
        shelf = new Shelf(directory.resolve("shelf"));
    }

    @Test
    void aUsedCardComesOutExactInAllThatIsRead() throws Exception {
        StagedImages images = new StagedImages(shelf);
        onShelf();
        try (LoopOrFile device = new LoopOrFile(card);
                BlockDevice opened = device.open();
                StagedImage image = images.open(images.find(ORDER).orElseThrow())) {
            new CardWriter(Wipe.NONE, System::nanoTime).write(opened, image, WritePlan.of(image.map()), new Nobody());
            await().atMost(60, TimeUnit.SECONDS)
                    .until(() -> !shelf.open(ORDER).orElseThrow().isPacked());
        }

        assertExact(card);
        List<Range> zeros = shelf.open(ORDER).orElseThrow().manifest().zeros();
        assertThat(zeros).as("what must be zero").isNotEmpty();
        for (Range range : zeros) {
            assertThat(isZero(card, range)).as("%s", range).isTrue();
        }
        assertThat(packed.bmap().mappedBytes())
                .as("what nobody reads is not written")
                .isLessThan(packed.bmap().imageSize() - 8L * MIB);
    }

    @Test
    void bmaptoolMakesARightCardOfThePublishedFiles() throws Exception {
        Path zst = Files.copy(packed.zst(), directory.resolve("clinic.img.zst"));
        try (LoopOrFile device = new LoopOrFile(card)) {
            run("bmaptool", "-q", "copy", "--bmap", bmap, zst, device.path());
        }

        assertExact(card);
    }

    private PackedImage build() throws IOException {
        Path base = directory.resolve("base.img");
        SmallBaseImage.build(base);
        byte[] book = new byte[9_000_001];
        new Random(4).nextBytes(book);
        Arrays.fill(book, 2_000_000, 5_000_000, (byte) 0);
        Path file = Files.write(directory.resolve("book.bin"), book);
        ContentCache cache = new ContentCache(directory.resolve("cache"), CachePolicy.of(0), Clock.systemUTC());
        Fetcher fetcher = new Fetcher(
                new LocalFiles(List.of(directory)),
                cache,
                Retries.usual(),
                DiskSpace.real(),
                Reach.allowing(List.of()));
        HotspotConfig config = new HotspotConfig(
                HotspotConfig.SCHEMA,
                "clinic",
                new BaseImage(base.toString(), null),
                128L * MIB,
                List.of(
                        new ContentFile("/data/book.bin", file.toString(), null, null, null, null, null),
                        new ContentFile("/data/hello.txt", null, "hello\n", null, null, null, null)),
                Map.of("hostname", "clinic"));
        return new HotspotBuilder(fetcher, new BaseImages(fetcher, cache), DiskSpace.real())
                .build(
                        config,
                        Files.createDirectory(directory.resolve("build")),
                        CreateListener.silent(new CancelSignal()));
    }

    /** As the downloader leaves it. */
    private void onShelf() throws IOException {
        Files.createDirectories(shelf.directory(ORDER));
        Files.copy(packed.zst(), Shelf.packedOf(shelf.imageFile(ORDER, "clinic")));
        Files.copy(bmap, shelf.bmapFile(ORDER, "clinic"));
        ImageRef ref = new ImageRef(
                "clinic",
                "/clinic.img.zst",
                packed.size(),
                packed.sha256(),
                "/clinic.bmap",
                Files.size(bmap),
                "-",
                packed.bmap().imageSize(),
                packed.rawSha256(),
                packed.bmap().mappedBytes());
        shelf.publish(ImageManifest.packed(ORDER, ref, packed.bmap()));
    }

    private void assertExact(Path written) throws Exception {
        ImageManifest mapped = ImageManifest.packed(
                ORDER,
                new ImageRef("clinic", "/", 1, "-", "/", 1, "-", packed.bmap().imageSize(), "-", 0),
                packed.bmap());
        for (Range range : mapped.ranges()) {
            run("cmp", "--ignore-initial=" + range.offset(), "--bytes=" + range.length(), written, raw);
        }
        Mbr mbr;
        try (ImageFile image = ImageFile.read(written)) {
            mbr = Mbr.read(image);
        }
        long data = mbr.data().orElseThrow().offset();
        run("e2fsck", "-fn", written + "?offset=" + mbr.root().offset());
        run("e2fsck", "-fn", written + "?offset=" + data);
        assertThat(run("mdir", "-b", "-i", written + "@@" + mbr.boot().offset(), "::"))
                .contains("offspot.yaml");
        Path out = directory.resolve("book.out");
        run("debugfs", "-R", "dump /book.bin " + out, written + "?offset=" + data);
        assertThat(Files.mismatch(out, directory.resolve("book.bin"))).isEqualTo(-1);
    }

    private static boolean isZero(Path file, Range range) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(range.length())];
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
            opened.seek(range.offset());
            opened.readFully(bytes);
        }
        return Arrays.equals(bytes, new byte[bytes.length]);
    }

    private static String run(Object... words) throws Exception {
        String[] command = Arrays.stream(words).map(Object::toString).toArray(String[]::new);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s", String.join(" ", command), said)
                .isZero();
        return said;
    }

    /** A loop device where there can be one. */
    private static final class LoopOrFile implements AutoCloseable {
        private final Path file;
        private final List<LoopDevice> loops;

        LoopOrFile(Path file) throws IOException {
            this.file = file;
            LoopDevice.impossible().ifPresent(why -> System.out.println("On a file, since " + why));
            loops = LoopDevice.impossible().isPresent() ? List.of() : List.of(LoopDevice.attach(file));
        }

        Path path() {
            return loops.isEmpty() ? file : loops.get(0).path();
        }

        BlockDevice open() throws Exception {
            return loops.isEmpty() ? FileBlockDevice.open(file.toString()) : RawBlockDevice.open(path().toString());
        }

        @Override
        public void close() throws IOException {
            for (LoopDevice loop : loops) {
                loop.close();
            }
        }
    }

    private static final class Nobody implements CardWatch {
        @Override
        public void entered(Phase phase) {}

        @Override
        public void advanced(long done, long total) {}

        @Override
        public void checkWanted() throws CardCancelled {}
    }
}
