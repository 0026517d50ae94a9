package org.cardpress.creator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.cardpress.creator.baseimage.SmallBaseImage;
import org.cardpress.creator.fetch.CachePolicy;
import org.cardpress.creator.fetch.ContentCache;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.fetch.Fetcher;
import org.cardpress.creator.fetch.Kept;
import org.cardpress.creator.fetch.LocalFiles;
import org.cardpress.creator.fetch.Reach;
import org.cardpress.creator.fetch.Retries;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.oci.ImagePuller;
import org.cardpress.creator.oci.RegistryLogins;
import org.cardpress.creator.preflight.CreatorProbe;
import org.cardpress.creator.preflight.Preflight;
import org.cardpress.creator.publish.PackedImage;
import org.cardpress.creator.step.BaseImages;
import org.cardpress.creator.step.HotspotBuilder;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.preflight.HttpProbe;
import org.cardpress.protocol.runtime.CancelSignal;
import org.jspecify.annotations.Nullable;

/** What tests build images with: a directory, a base image, a builder on it, and the programs that judge the outcome. */
public final class Workbench {
    private static final Retries RETRIES = new Retries(3, Duration.ofMillis(5), Duration.ofSeconds(2));
    private static final List<String> LOOPBACK = List.of("127.0.0.1");

    public final Path directory;
    public final Path base;
    public final CancelSignal cancel = new CancelSignal();
    private int builds;

    public Workbench(Path directory) throws IOException {
        this.directory = directory;
        this.base = directory.resolve("base.img");
        if (!Files.exists(base)) {
            SmallBaseImage.build(base);
        }
    }

    public HotspotBuilder builder() {
        return builder(DiskSpace.real());
    }

    public HotspotBuilder builder(DiskSpace space) {
        return builder(space, directory.resolve("cache"));
    }

    /** One that knows nothing of what others fetched. */
    public HotspotBuilder builder(Path cache) {
        return builder(DiskSpace.real(), cache);
    }

    private HotspotBuilder builder(DiskSpace space, Path cache) {
        Fetcher fetcher = fetcher(space, cache);
        ContentCache unpacked = cache(cache.resolveSibling(cache.getFileName() + "-base"));
        ImagePuller registries =
                new ImagePuller(RegistryLogins.none(), cache(cache), RETRIES, space, Reach.allowing(LOOPBACK));
        return new HotspotBuilder(fetcher, new BaseImages(fetcher, unpacked), space, registries);
    }

    public Fetcher fetcher() {
        return fetcher(DiskSpace.real(), directory.resolve("cache"));
    }

    private Fetcher fetcher(DiskSpace space, Path cache) {
        return new Fetcher(new LocalFiles(List.of(directory)), cache(cache), RETRIES, space, Reach.allowing(LOOPBACK));
    }

    private static ContentCache cache(Path directory) {
        return new ContentCache(directory, CachePolicy.of(1L << 30), Clock.systemUTC());
    }

    /** Looks at what builds of {@link #builder} would use. */
    public Preflight preflight(DiskSpace space) {
        ContentCache contents =
                new ContentCache(directory.resolve("cache"), CachePolicy.of(1L << 30), Clock.systemUTC());
        ContentCache bases =
                new ContentCache(directory.resolve("cache-base"), CachePolicy.of(1L << 30), Clock.systemUTC());
        Reach reach = Reach.allowing(List.of("127.0.0.1", "localhost"));
        CreatorProbe probe = new CreatorProbe(
                new Kept(new LocalFiles(List.of(directory)), contents, bases),
                new HttpProbe(reach.hosts(), HttpProbe.PATIENCE),
                new ImagePuller(RegistryLogins.none(), contents, Retries.once(HttpProbe.PATIENCE), space, reach));
        return new Preflight(probe, space, directory.resolve("cache"), directory);
    }

    public CreateListener watch() {
        return CreateListener.silent(cancel);
    }

    public Path workspace() throws IOException {
        return Files.createDirectory(directory.resolve("build" + builds++));
    }

    public PackedImage build(HotspotConfig config) throws IOException {
        return builder().build(config, workspace(), watch());
    }

    public HotspotConfig config(ContentFile... files) {
        return config(base.toString(), null, files);
    }

    public HotspotConfig config(String baseUrl, @Nullable Long size, ContentFile... files) {
        return new HotspotConfig(
                1,
                "clinic",
                new BaseImage(baseUrl, null),
                size,
                List.of(files),
                Map.of("hostname", "clinic", "ap", Map.of("ssid", "Clinic")));
    }

    public static ContentFile inline(String to, String text) {
        return new ContentFile(to, null, text, null, null, null, null);
    }

    public static ContentFile from(String to, Object url, @Nullable String via) {
        return new ContentFile(to, url.toString(), null, via, null, null, null);
    }

    /** A file of bytes that do not compress. */
    public Path file(String name, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(name.hashCode()).nextBytes(content);
        return Files.write(directory.resolve(name), content);
    }

    /** A tar with one file for each name, which holds its name. */
    public Path tar(String name, String... entries) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (String each : entries) {
                byte[] content = each.getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(each, true);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        return file;
    }

    /** Runs a program and gives what it says; fails where it ends with another code than 0. */
    public static String run(Object... command) throws IOException {
        List<String> words =
                new ArrayList<>(Arrays.stream(command).map(Object::toString).toList());
        if (Files.isExecutable(Path.of("/usr/sbin", words.get(0)))) {
            words.set(0, "/usr/sbin/" + words.get(0));
        }
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try {
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new AssertionError(words + " ended with " + code + ": " + text);
            }
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The image as {@code zstd -d} restores it. */
    public Path restored(PackedImage packed) throws IOException {
        Path raw = directory.resolve("restored" + builds++ + ".img");
        run("zstd", "-q", "-d", "--sparse", packed.zst(), "-o", raw);
        return raw;
    }

    /** A file of the data partition, as {@code debugfs} reads it. */
    public byte[] data(Path image, String file) throws IOException {
        Path out = directory.resolve("debugfs.out");
        Files.deleteIfExists(out);
        run("debugfs", "-R", "dump \"" + file + "\" " + out, image + "?offset=" + dataOffset(image));
        return Files.readAllBytes(out);
    }

    /** Begin of p3 as {@code sfdisk} tells it. */
    public static long dataOffset(Path image) throws IOException {
        return run("sfdisk", "-d", image)
                .lines()
                .filter(line -> line.contains("img3 "))
                .map(line -> line.replaceAll(".*start= *(\\d+).*", "$1"))
                .mapToLong(sectors -> Long.parseLong(sectors) * 512)
                .findFirst()
                .orElseThrow();
    }
}
