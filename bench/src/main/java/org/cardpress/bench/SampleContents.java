package org.cardpress.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.cardpress.protocol.hotspot.ContentFile;

/**
 * Files as a hotspot has them: two large ones as ZIMs are, which do not compress; an archive of pages; many small files.
 *
 * @param directory they lie in
 * @param bytes of all
 */
record SampleContents(Path directory, long bytes) {
    private static final int SMALL_BYTES = 20_000;
    private static final int MOST_SMALL = 2000;
    private static final int PAGE_BYTES = 50_000;

    static SampleContents make(Path directory, long bytes) throws IOException {
        Files.createDirectory(directory);
        int small = (int) Math.min(MOST_SMALL, bytes / 16 / SMALL_BYTES);
        long archive = bytes / 16;
        long large = (bytes - archive - (long) small * SMALL_BYTES) / 2;
        for (String name : List.of("one.bin", "two.bin")) {
            fill(directory.resolve(name), large);
        }
        tar(directory.resolve("pages.tar"), archive);
        for (int i = 0; i < small; i++) {
            fill(directory.resolve(String.format("small%04d.html", i)), SMALL_BYTES);
        }
        return new SampleContents(directory, bytes);
    }

    /** What an order would say of them. */
    List<ContentFile> wanted() throws IOException {
        return wanted(directory);
    }

    static List<ContentFile> wanted(Path directory) throws IOException {
        List<ContentFile> wanted = new ArrayList<>();
        try (var files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                boolean tar = file.toString().endsWith(".tar");
                String to = tar ? "/data/pages" : "/data/" + file.getFileName();
                wanted.add(new ContentFile(to, file.toString(), null, tar ? "tar" : null, null, null, null));
            }
        }
        return wanted;
    }

    long files() throws IOException {
        return wanted().size();
    }

    private static void fill(Path file, long size) throws IOException {
        byte[] bytes = noise(file, 1 << 20);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long at = 0; at < size; at += bytes.length) {
                ByteBuffer.wrap(bytes).putLong(0, at);
                out.write(ByteBuffer.wrap(bytes, 0, (int) Math.min(bytes.length, size - at)));
            }
            out.force(true);
        }
    }

    private static void tar(Path file, long size) throws IOException {
        byte[] page = noise(file, PAGE_BYTES);
        try (OutputStream out = Files.newOutputStream(file);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            for (int i = 0; (long) i * PAGE_BYTES < size; i++) {
                TarArchiveEntry entry = new TarArchiveEntry("part" + i / 100 + "/page" + i + ".html");
                entry.setSize(PAGE_BYTES);
                tar.putArchiveEntry(entry);
                ByteBuffer.wrap(page).putInt(0, i);
                tar.write(page);
                tar.closeArchiveEntry();
            }
        }
    }

    private static byte[] noise(Path file, int size) {
        byte[] bytes = new byte[size];
        new Random(file.getFileName().hashCode()).nextBytes(bytes);
        return bytes;
    }
}
