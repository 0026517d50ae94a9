package org.cardpress.writer.staging;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.ImageManifest.Range;
import org.cardpress.protocol.image.ShelvedImage;
import org.cardpress.writer.card.CheckTable;

/**
 * Unpacks a compressed image into a sparse file, MiB after MiB, and checks it on the way: zeros are left out of the file, but
 * counted in the SHA-256. Never unpacks more than was announced. The two SHA-256 are taken beside the unpacking, {@value #PIECES}
 * MiB behind at most; that and the window of the compressor is all it holds. Used once.
 */
final class RawImage {
    private static final int PIECES = 6;

    private final ShelvedImage image;
    private final PackedFile packed;
    private final FileChannel file;
    private final MappedChecks checks;
    private final RangeHashes ranges;
    private final MessageDigest sha256 = Sha256.begin();
    private final Piece[] pieces = new Piece[PIECES];

    /** @param file empty, to be filled */
    RawImage(ShelvedImage image, PackedFile packed, Bmap bmap, FileChannel file, CheckTable table) {
        this.image = image;
        this.packed = packed;
        this.file = file;
        this.checks = new MappedChecks(image.manifest().ranges(), table);
        this.ranges = new RangeHashes(bmap, image.manifest().ranges());
        for (int i = 0; i < PIECES; i++) {
            pieces[i] = new Piece();
        }
    }

    /**
     * Unpacks all of it, moving the front; returns when everything has been proven.
     *
     * @param isWanted asked between two MiB; false ends it at once
     * @return whether it came to the end
     */
    boolean unpack(Front front, BooleanSupplier isWanted) throws StagingFailure {
        ExecutorService hashing = Executors.newSingleThreadExecutor(work -> daemon(work, "stage-sha256"));
        ExecutorService mapping = Executors.newSingleThreadExecutor(work -> daemon(work, "stage-ranges"));
        try (InputStream raw = open()) {
            long at = 0;
            for (int turn = 0; isWanted.getAsBoolean(); turn = (turn + 1) % PIECES) {
                Piece piece = pieces[turn];
                piece.awaitLookers();
                int length = read(raw, piece.bytes(), at);
                if (length == 0) {
                    finish(at);
                    return true;
                }
                piece.become(at, length);
                piece.lookedAtBy(
                        CompletableFuture.runAsync(() -> sha256.update(piece.bytes(), 0, piece.length()), hashing),
                        CompletableFuture.runAsync(() -> compare(piece), mapping));
                write(piece);
                checks.take(piece);
                at = piece.end();
                front.reach(at);
            }
            return false;
        } catch (IOException unreadable) {
            throw StagingFailure.disk(image.packed() + " cannot be read: " + unreadable.getMessage());
        } catch (CompletionException found) {
            if (found.getCause() instanceof Mismatch mismatch) {
                throw mismatch.why;
            }
            throw found;
        } finally {
            hashing.shutdown();
            mapping.shutdown();
        }
    }

    /** What of the mapped bytes is zero. */
    List<Range> zeros() {
        return checks.zeros();
    }

    private InputStream open() throws IOException {
        return new ZstdInputStreamNoFinalizer(new BufferedInputStream(packed.open(image.packed()), Piece.SIZE));
    }

    private int read(InputStream raw, byte[] bytes, long at) throws IOException, StagingFailure {
        int length;
        try {
            length = raw.readNBytes(bytes, 0, Piece.SIZE);
        } catch (ZstdIOException damaged) {
            throw StagingFailure.damaged(
                    image.packed() + " is no whole zstd stream after " + at + " raw bytes: " + damaged.getMessage());
        }
        long rest = image.manifest().rawSize() - at;
        if (length > rest) {
            throw StagingFailure.damaged(image.packed() + " unpacks to more than "
                    + image.manifest().rawSize() + " bytes (expected its end there)");
        }
        return length;
    }

    /** Writes the runs of blocks that hold anything. */
    private void write(Piece piece) throws StagingFailure {
        try {
            long from = piece.at();
            while (from < piece.end()) {
                long to = from;
                while (to < piece.end() && !piece.isZero(to)) {
                    to += Bmap.BLOCK_SIZE;
                }
                to = Math.min(to, piece.end());
                ByteBuffer run = ByteBuffer.wrap(piece.bytes(), (int) (from - piece.at()), (int) (to - from));
                for (long at = from; run.hasRemaining(); ) {
                    at += file.write(run, at);
                }
                from = Math.max(to, from) + Bmap.BLOCK_SIZE;
            }
        } catch (IOException refused) {
            throw StagingFailure.disk("unpacking " + image.image() + ": " + refused.getMessage());
        }
    }

    private void compare(Piece piece) {
        try {
            ranges.take(piece);
        } catch (StagingFailure mismatch) {
            throw new Mismatch(mismatch);
        }
    }

    private void finish(long at) throws StagingFailure {
        if (at != image.manifest().rawSize()) {
            throw StagingFailure.damaged(image.packed() + " unpacks to " + at + " bytes (expected "
                    + image.manifest().rawSize() + ")");
        }
        for (Piece piece : pieces) {
            piece.awaitLookers();
        }
        String came = HexFormat.of().formatHex(sha256.digest());
        if (!came.equals(image.manifest().rawSha256())) {
            throw StagingFailure.damaged("the raw image has SHA-256 " + came + " (expected "
                    + image.manifest().rawSha256() + ")");
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Carries a mismatch to the unpacking thread. */
    private static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final StagingFailure why;

        Mismatch(StagingFailure why) {
            super(why);
            this.why = why;
        }
    }
}
