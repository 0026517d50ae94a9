package org.cardpress.creator.unpack;

import com.github.luben.zstd.ZstdIOException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.X000A_NTFS;
import org.apache.commons.compress.archivers.zip.X5455_ExtendedTimestamp;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.protocol.hotspot.TargetPath;
import org.cardpress.protocol.hotspot.Via;

/**
 * Walks one fetched content and hands each file, directory and link in it to a sink. Refuses entries that would leave the target
 * directory, and everything that is neither file, directory nor link.
 */
public final class Unpacker {
    private static final int PLAIN_MODE = 0644;
    private static final int MAGIC_AT = 257;
    private static final int HEADER = 512;
    private static final int LONGEST_LINK = 4095;

    private final String what;
    private final TargetPath to;
    private final Instant undated;
    private final SizeGuard guard;

    /**
     * @param what the content, for messages
     * @param to its target: of the file, or of the directory where it is an archive
     * @param undated time of files that have none of their own
     */
    public Unpacker(String what, TargetPath to, Instant undated, SizeGuard guard) {
        this.what = what;
        this.to = to;
        this.undated = undated;
        this.guard = guard;
    }

    /** Unpacks the file into the sink. */
    public void unpack(Path file, Via via, EntrySink sink) throws IOException {
        try {
            if (via == Via.ZIP) {
                zip(file, sink);
                return;
            }
            try (InputStream in = Decompressor.open(file, via)) {
                if (via.shape() == Via.Shape.TREE || via.shape() == Via.Shape.EITHER && isTar(in)) {
                    tar(guard.count(in), sink);
                } else {
                    single(in, sink);
                }
            }
        } catch (ZstdIOException | EOFException e) {
            throw damaged(via, e);
        } catch (IOException e) {
            // The libraries tell damage by their own exceptions and plain ones; those of our disk name a file.
            String kind = e.getClass().getName();
            if (e.getClass() == IOException.class || kind.startsWith("org.") || kind.startsWith("java.util.zip.")) {
                throw damaged(via, e);
            }
            throw e;
        }
    }

    private CreateFailure damaged(Via via, IOException cause) {
        return CreateFailure.wrong(
                "content.damaged",
                what + " cannot be unpacked: " + cause.getMessage() + " (expected a sound "
                        + via.name().toLowerCase(Locale.ROOT).replace('_', '.') + " file)");
    }

    private void single(InputStream in, EntrySink sink) throws IOException {
        if (to.isRoot()) {
            throw CreateFailure.wrong(
                    "content.target", what + " is a single file (expected a target below /data, such as /data/file)");
        }
        guard.entry();
        sink.file(to, PLAIN_MODE, undated, guard.count(in));
    }

    private static boolean isTar(InputStream in) throws IOException {
        in.mark(HEADER);
        byte[] header = in.readNBytes(HEADER);
        in.reset();
        return header.length == HEADER && new String(header, MAGIC_AT, 5, StandardCharsets.US_ASCII).equals("ustar");
    }

    private void tar(InputStream in, EntrySink sink) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(in, StandardCharsets.UTF_8.name());
        int count = 0;
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            guard.entry();
            count++;
            EntryPath path = new EntryPath(what, to, entry.getName());
            Instant modified = entry.getLastModifiedTime().toInstant();
            if (entry.isDirectory()) {
                sink.directory(path.place());
            } else if (entry.isSymbolicLink()) {
                sink.symbolicLink(path.file(), path.linkTarget(entry.getLinkName()), modified);
            } else if (entry.isLink()) {
                sink.hardLink(path.file(), new EntryPath(what, to, entry.getLinkName()).file());
            } else if (entry.isFile() && !entry.isFIFO() && !entry.isBlockDevice() && !entry.isCharacterDevice()) {
                sink.file(path.file(), entry.getMode(), modified, tar);
            } else {
                throw path.refused("is a device, pipe or the like (expected files, directories and links)");
            }
        }
        if (count == 0) {
            throw CreateFailure.wrong("content.damaged", what + " has no entry (expected a tar archive)");
        }
        // Behind the last entry lies padding; a compressed file is proved whole only by reading it to the end.
        in.transferTo(OutputStream.nullOutputStream());
    }

    private void zip(Path file, EntrySink sink) throws IOException {
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            for (var entries = zip.getEntriesInPhysicalOrder(); entries.hasMoreElements(); ) {
                ZipArchiveEntry entry = entries.nextElement();
                guard.entry();
                EntryPath path = new EntryPath(what, to, entry.getName());
                Instant modified = modified(entry);
                if (entry.isDirectory()) {
                    sink.directory(path.place());
                } else if (!zip.canReadEntryData(entry)) {
                    throw path.refused("is encrypted or packed in a way that is not known (expected deflate)");
                } else if (entry.isUnixSymlink()) {
                    sink.symbolicLink(path.file(), path.linkTarget(linkText(zip, entry)), modified);
                } else {
                    int mode = entry.getUnixMode() & 0777;
                    try (InputStream in = zip.getInputStream(entry)) {
                        sink.file(path.file(), mode == 0 ? PLAIN_MODE : mode, modified, guard.count(in));
                    }
                }
            }
        }
    }

    /** Where a zip tells only a local time, that is taken for UTC: the zone of this machine must not show on the image. */
    private static Instant modified(ZipArchiveEntry entry) {
        Instant told = entry.getLastModifiedTime().toInstant();
        boolean exact = entry.getExtraField(X5455_ExtendedTimestamp.HEADER_ID) != null
                || entry.getExtraField(X000A_NTFS.HEADER_ID) != null;
        return exact
                ? told
                : told.atZone(ZoneId.systemDefault()).toLocalDateTime().toInstant(ZoneOffset.UTC);
    }

    private String linkText(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(guard.count(in).readNBytes(LONGEST_LINK), StandardCharsets.UTF_8);
        }
    }
}
