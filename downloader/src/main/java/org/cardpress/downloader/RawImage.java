package org.cardpress.downloader;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.ImageRef;

/**
 * Unpacks a compressed image into a sparse file while it comes in, frame after frame, and checks it on the way: zeros are left out of
 * the file, but counted in the SHA-256. Never unpacks more than was announced. Holds about 2 MiB and the window of the frames. For
 * one thread.
 */
final class RawImage implements ByteSink, AutoCloseable {
    private static final int BUFFER = 1 << 20;
    private static final int BLOCK = 4096;
    private static final byte[] ZEROS = new byte[BLOCK];

    private final Path path;
    private final ImageRef image;
    private final RandomAccessFile file;
    private final RangeCheck ranges;
    private final MessageDigest sha256 = Sha256.begin();
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final ByteBuffer packed = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer unpacked = ByteBuffer.allocateDirect(BUFFER);
    private final byte[] raw = new byte[BUFFER];
    private long at;
    private boolean frameEnded = true;

    private RawImage(Path path, ImageRef image, RandomAccessFile file, Bmap bmap) {
        this.path = path;
        this.image = image;
        this.file = file;
        this.ranges = new RangeCheck(bmap);
    }

    /** Begins anew in this file. */
    static RawImage create(Path path, ImageRef image, Bmap bmap) throws IOException {
        Files.deleteIfExists(path);
        return new RawImage(path, image, new RandomAccessFile(path.toFile(), "rw"), bmap);
    }

    @Override
    public void take(byte[] bytes, int length) throws FetchFailure {
        for (int from = 0; from < length; from += BUFFER) {
            packed.clear();
            packed.put(bytes, from, Math.min(BUFFER, length - from)).flip();
            unpack();
        }
    }

    private void unpack() throws FetchFailure {
        try {
            while (packed.hasRemaining() || !frameEnded) {
                frameEnded = zstd.decompressDirectByteBufferStream(unpacked, packed);
                if (!unpacked.hasRemaining()) {
                    drain();
                } else if (!packed.hasRemaining()) {
                    return;
                }
            }
        } catch (ZstdException e) {
            throw FetchFailure.damaged(
                    image.path() + " is not a zstd stream after " + at + " raw bytes: " + e.getMessage());
        }
    }

    private void drain() throws FetchFailure {
        unpacked.flip();
        int length = unpacked.remaining();
        unpacked.get(raw, 0, length);
        unpacked.clear();
        if (length > image.rawSize() - at) {
            throw FetchFailure.damaged(
                    image.path() + " unpacks to more than " + image.rawSize() + " bytes (expected its end there)");
        }
        sha256.update(raw, 0, length);
        ranges.take(at, raw, length);
        write(length);
        at += length;
    }

    /** Writes the runs of blocks that hold anything. */
    private void write(int length) throws FetchFailure {
        try {
            int from = 0;
            while (from < length) {
                int to = from;
                while (to < length && !isZero(to, length)) {
                    to += BLOCK;
                }
                if (to > from) {
                    file.seek(at + from);
                    file.write(raw, from, Math.min(to, length) - from);
                }
                from = to + BLOCK;
            }
        } catch (IOException e) {
            throw Disk.failure("writing " + path, e);
        }
    }

    private boolean isZero(int from, int length) {
        int to = Math.min(from + BLOCK, length);
        return Arrays.equals(raw, from, to, ZEROS, 0, to - from);
    }

    /** Checks the whole and has it reach the disk; gives the check values of the manifest. */
    List<Long> finish() throws FetchFailure {
        drain();
        if (at != image.rawSize() || !frameEnded) {
            throw FetchFailure.damaged(
                    image.path() + " unpacks to " + at + " bytes (expected " + image.rawSize() + ")");
        }
        String came = HexFormat.of().formatHex(sha256.digest());
        if (!came.equals(image.rawSha256())) {
            throw FetchFailure.damaged("the raw image has SHA-256 " + came + " (expected " + image.rawSha256() + ")");
        }
        try {
            file.setLength(image.rawSize());
            file.getChannel().force(true);
        } catch (IOException e) {
            throw Disk.failure("writing " + path, e);
        }
        return ranges.crc32c();
    }

    @Override
    public void close() throws IOException {
        zstd.close();
        file.close();
    }
}
