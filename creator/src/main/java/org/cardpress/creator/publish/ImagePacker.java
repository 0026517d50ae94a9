package org.cardpress.creator.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.map.BlockKinds;
import org.cardpress.protocol.image.Bmap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the image once and makes of it the compressed file, the block map and all hashes. Blocks nobody reads go out as zeros and
 * are not even read. Hashes, compression and writing run beside each other; at most {@link #IN_FLIGHT} chunks of {@link #CHUNK}
 * bytes, with as many compressed ones, are in memory.
 */
public final class ImagePacker {
    /** Bytes of the image in one frame. */
    public static final int CHUNK = 4 << 20;

    private static final int IN_FLIGHT = 8;

    private final BlockKinds kinds;
    private final CreateListener watch;
    private final MessageDigest raw = Digests.create("SHA-256");
    private final MessageDigest packed = Digests.create("SHA-256");
    private final byte[] zeros = new byte[CHUNK];
    private final RangeHashes ranges;
    private long written;

    public ImagePacker(BlockKinds kinds, CreateListener watch) {
        this.kinds = kinds;
        this.watch = watch;
        this.ranges = new RangeHashes(kinds);
    }

    /** Packs the image into a new file; used once. */
    public PackedImage pack(ImageFile image, Path zst) throws IOException {
        watch.stage("packing", kinds.imageSize());
        ExecutorService compressors =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        ExecutorService rawHash = Executors.newSingleThreadExecutor();
        ExecutorService rangeHash = Executors.newSingleThreadExecutor();
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try (OutputStream out = Files.newOutputStream(zst)) {
            Semaphore room = new Semaphore(IN_FLIGHT);
            CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
            byte[] zeroFrame = Frames.compress(zeros, CHUNK);
            for (long offset = 0; offset < kinds.imageSize(); offset += CHUNK) {
                awaitRoom(room, last);
                long at = offset;
                int length = (int) Math.min(CHUNK, kinds.imageSize() - at);
                byte[] bytes = read(image, at, length);
                var hashedRaw = CompletableFuture.runAsync(() -> raw.update(bytes, 0, length), rawHash);
                var hashedRange = CompletableFuture.runAsync(() -> ranges.update(at, bytes, length), rangeHash);
                var frame = bytes == zeros && length == CHUNK
                        ? CompletableFuture.completedFuture(zeroFrame)
                        : CompletableFuture.supplyAsync(() -> Frames.compress(bytes, length), compressors);
                last = last.thenCombineAsync(frame, (before, ready) -> write(out, ready), writer)
                        .thenCombine(CompletableFuture.allOf(hashedRaw, hashedRange), (a, b) -> a);
                last.whenComplete((done, failed) -> {
                    watch.advance(length);
                    room.release();
                });
            }
            join(last);
        } finally {
            compressors.shutdownNow();
            rawHash.shutdownNow();
            rangeHash.shutdownNow();
            writer.shutdownNow();
        }
        return new PackedImage(zst, written, hex(packed), hex(raw), ranges.finish());
    }

    private void awaitRoom(Semaphore room, CompletableFuture<Void> last) throws IOException {
        try {
            while (!room.tryAcquire(100, TimeUnit.MILLISECONDS)) {
                watch.check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("packing was interrupted", e);
        }
        watch.check();
        if (last.isCompletedExceptionally()) {
            join(last);
        }
    }

    private static void join(CompletableFuture<Void> last) throws IOException {
        try {
            last.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PackFailed failed) {
                throw failed.cause;
            }
            throw e;
        }
    }

    /** The chunk with zeros where nobody reads; the shared zeros themselves where that is everywhere. */
    private byte[] read(ImageFile image, long offset, int length) throws IOException {
        long block = offset / Bmap.BLOCK_SIZE;
        long end = (offset + length + Bmap.BLOCK_SIZE - 1) / Bmap.BLOCK_SIZE;
        if (!kinds.anyMapped(block, end)) {
            return zeros;
        }
        byte[] bytes = new byte[length];
        image.read(offset, ByteBuffer.wrap(bytes));
        for (int at = 0; at < length; at += Bmap.BLOCK_SIZE, block++) {
            if (!kinds.isMapped(block)) {
                Arrays.fill(bytes, at, Math.min(length, at + Bmap.BLOCK_SIZE), (byte) 0);
            }
        }
        return bytes;
    }

    private @Nullable Void write(OutputStream out, byte[] frame) {
        try {
            out.write(frame);
        } catch (IOException e) {
            throw new PackFailed(e);
        }
        packed.update(frame);
        written += frame.length;
        return null;
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Carries a failed write to the building thread. */
    private static final class PackFailed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IOException cause;

        PackFailed(IOException cause) {
            super(cause);
            this.cause = cause;
        }
    }
}
