package org.cardpress.creator.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.map.BlockKinds;
import org.cardpress.protocol.image.Bmap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the image once and makes of it the compressed file, the block map and all hashes. Blocks nobody reads go out as zeros and
 * are not even read. Hashes, compression and writing run beside each other; at most {@link #IN_FLIGHT} chunks of {@link #CHUNK}
 * bytes, with as many compressed ones, are in memory, the same from begin to end.
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
        List<Frame> frames = Stream.generate(Frame::new).limit(IN_FLIGHT).toList();
        BlockingQueue<Frame> free = new LinkedBlockingQueue<>(frames);
        try (OutputStream out = Files.newOutputStream(zst);
                Frame zeroFrame = new Frame()) {
            zeroFrame.compress(zeros, CHUNK);
            CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
            for (long offset = 0; offset < kinds.imageSize(); offset += CHUNK) {
                Frame frame = await(free, last);
                long at = offset;
                int length = (int) Math.min(CHUNK, kinds.imageSize() - at);
                byte[] bytes = read(image, at, length, frame);
                var hashedRaw = CompletableFuture.runAsync(() -> raw.update(bytes, 0, length), rawHash);
                var hashedRange = CompletableFuture.runAsync(() -> ranges.update(at, bytes, length), rangeHash);
                var ready = bytes == zeros && length == CHUNK
                        ? CompletableFuture.completedFuture(zeroFrame)
                        : CompletableFuture.supplyAsync(() -> frame.compress(bytes, length), compressors);
                last = last.thenCombineAsync(ready, (before, made) -> write(out, made), writer)
                        .thenCombine(CompletableFuture.allOf(hashedRaw, hashedRange), (a, b) -> a);
                last.whenComplete((done, failed) -> {
                    watch.advance(length);
                    free.add(frame);
                });
            }
            join(last);
        } finally {
            List.of(compressors, rawHash, rangeHash, writer).forEach(ImagePacker::end);
            frames.forEach(Frame::close);
        }
        return new PackedImage(zst, written, hex(packed), hex(raw), ranges.finish());
    }

    /** Returns when nobody uses a frame any more: a chunk is a matter of milliseconds. */
    private static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean interrupted = false;
        for (boolean ended = false; !ended; ) {
            try {
                ended = threads.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Frame await(BlockingQueue<Frame> free, CompletableFuture<Void> last) throws IOException {
        try {
            Frame frame = free.poll(100, TimeUnit.MILLISECONDS);
            while (frame == null) {
                watch.check();
                frame = free.poll(100, TimeUnit.MILLISECONDS);
            }
            watch.check();
            if (last.isCompletedExceptionally()) {
                join(last);
            }
            return frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("packing was interrupted", e);
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
    private byte[] read(ImageFile image, long offset, int length, Frame frame) throws IOException {
        long block = offset / Bmap.BLOCK_SIZE;
        long end = (offset + length + Bmap.BLOCK_SIZE - 1) / Bmap.BLOCK_SIZE;
        if (!kinds.anyMapped(block, end)) {
            return zeros;
        }
        byte[] bytes = frame.raw;
        image.read(offset, ByteBuffer.wrap(bytes, 0, length));
        for (int at = 0; at < length; at += Bmap.BLOCK_SIZE, block++) {
            if (!kinds.isMapped(block)) {
                Arrays.fill(bytes, at, Math.min(length, at + Bmap.BLOCK_SIZE), (byte) 0);
            }
        }
        return bytes;
    }

    private @Nullable Void write(OutputStream out, Frame frame) {
        try {
            written += frame.write(out, packed);
        } catch (IOException e) {
            throw new PackFailed(e);
        }
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
