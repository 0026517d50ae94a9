package org.cardpress.protocol.preflight;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipInputStream;
import org.cardpress.protocol.image.MbrEntry;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/**
 * Reads the partition table of a base image off the first bytes of its file, compressed or not: so the sizes of its partitions are known
 * before gigabytes of it are fetched.
 */
public final class BaseHead {
    /** First bytes of a file that suffice: one block of each compression, and what stands before it. */
    public static final int BYTES = 256 << 10;

    private static final int XZ_MEMORY_KIB = 100 << 10;
    private static final int ZSTD_WINDOW_LOG = 27;

    private BaseHead() {}

    /**
     * The entries in use; null where the bytes do not tell.
     *
     * @param name of the file, whose ending says how it is compressed
     * @param head its first bytes
     */
    public static @Nullable List<MbrEntry> table(String name, byte[] head) {
        try (InputStream in = open(name.toLowerCase(Locale.ROOT), head)) {
            Optional<List<MbrEntry>> entries = MbrEntry.read(ByteBuffer.wrap(in.readNBytes(MbrEntry.SECTOR)));
            // An empty list is told too: there is an image, and it has no partition table.
            return entries.orElse(List.of());
        } catch (IOException | RuntimeException e) {
            // The bytes come from anywhere. That they cannot be unpacked is told once the whole file is there.
            return null;
        }
    }

    private static InputStream open(String name, byte[] head) throws IOException {
        InputStream in = new ByteArrayInputStream(head);
        if (name.endsWith(".xz")) {
            return new XZInputStream(in, XZ_MEMORY_KIB);
        }
        if (name.endsWith(".zst")) {
            return new ZstdInputStream(in).setLongMax(ZSTD_WINDOW_LOG);
        }
        if (name.endsWith(".zip")) {
            return firstImage(new ZipInputStream(in));
        }
        return in;
    }

    private static InputStream firstImage(ZipInputStream zip) throws IOException {
        for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (entry.getName().toLowerCase(Locale.ROOT).endsWith(".img")) {
                return zip;
            }
        }
        throw new IOException("no image among the first entries");
    }
}
