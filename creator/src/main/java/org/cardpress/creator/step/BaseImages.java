package org.cardpress.creator.step;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.disk.SparseCopy;
import org.cardpress.creator.fetch.ContentCache;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.fetch.Fetcher;
import org.cardpress.creator.fetch.Source;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.unpack.Decompressor;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.Checksum;
import org.cardpress.protocol.hotspot.SourceUrl;
import org.cardpress.protocol.hotspot.Via;

/** Gives base images unpacked. One with a checksum is unpacked once and kept, sparse, for all builds after. */
public final class BaseImages {
    private static final long LARGEST = 256L << 30;

    private final Fetcher fetcher;
    private final ContentCache unpacked;

    /** @param unpacked keeps unpacked images */
    public BaseImages(Fetcher fetcher, ContentCache unpacked) {
        this.fetcher = fetcher;
        this.unpacked = unpacked;
    }

    /** The raw image, to be read only. */
    public Path raw(BaseImage base, Path workspace, CreateListener watch) throws IOException {
        Checksum checksum = base.checksum() == null ? null : Checksum.parse(base.checksum());
        Source source = new Source(SourceUrl.parse(base.url()), null, checksum);
        String name = source.uri().getPath().toLowerCase(Locale.ROOT);
        watch.stage("fetching the base image", 0);
        if (name.endsWith(".img")) {
            return fetcher.fetch(source, workspace, "base", watch);
        }
        if (checksum == null) {
            Path raw = workspace.resolve("base.img");
            unpack(fetcher.fetch(source, workspace, "base", watch), name, raw, watch);
            return raw;
        }
        String key = checksum.toString().replace(':', '-') + ".img";
        return unpacked.get(
                key,
                part -> {
                    Files.deleteIfExists(part);
                    unpack(fetcher.fetch(source, workspace, "base", watch), name, part, watch);
                },
                workspace.resolve("base.img"),
                watch);
    }

    private static void unpack(Path file, String name, Path raw, CreateListener watch) throws IOException {
        watch.stage("unpacking the base image", 0);
        try (ImageFile image = ImageFile.create(raw, 0)) {
            SparseCopy copy = new SparseCopy(watch);
            if (name.endsWith(".zip")) {
                unzip(file, name, copy, image);
                return;
            }
            try (InputStream in = Decompressor.open(file, name.endsWith(".xz") ? Via.XZ : Via.ZST)) {
                copy.copy(in, image, LARGEST, name);
            }
        } catch (IOException e) {
            Files.deleteIfExists(raw);
            if (DiskSpace.isFull(e)) {
                throw e;
            }
            throw CreateFailure.wrong(
                    "base.damaged",
                    "base image " + name + " cannot be unpacked: " + e.getMessage() + " (expected a sound file)");
        }
    }

    private static void unzip(Path file, String name, SparseCopy copy, ImageFile image) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            ZipArchiveEntry found = null;
            for (var entries = zip.getEntries(); entries.hasMoreElements(); ) {
                ZipArchiveEntry entry = entries.nextElement();
                if (!entry.isDirectory()
                        && entry.getName().toLowerCase(Locale.ROOT).endsWith(".img")) {
                    if (found != null) {
                        throw CreateFailure.wrong(
                                "base.damaged", "base image " + name + " has two images in it (expected one .img)");
                    }
                    found = entry;
                }
            }
            if (found == null) {
                throw CreateFailure.wrong("base.damaged", "base image " + name + " has no .img in it (expected one)");
            }
            try (InputStream in = zip.getInputStream(found)) {
                copy.copy(in, image, LARGEST, name);
            }
        }
    }
}
