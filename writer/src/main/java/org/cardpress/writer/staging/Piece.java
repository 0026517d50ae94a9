package org.cardpress.writer.staging;

import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;
import org.cardpress.protocol.image.Bmap;
import org.cardpress.protocol.image.MappedCrc;

/** One MiB of the raw image on its way, and those who still look at it. Used again for a later one when all have done so. */
final class Piece {
    static final int SIZE = MappedCrc.PIECE;

    private static final byte[] ZEROS = new byte[Bmap.BLOCK_SIZE];

    private final byte[] bytes = new byte[SIZE];
    private final BitSet zeroBlocks = new BitSet(SIZE / Bmap.BLOCK_SIZE);
    private CompletableFuture<?> lookers = CompletableFuture.completedFuture(null);
    private long at;
    private int length;

    /** Is now the image from {@code offset} on; its bytes are in place. */
    void become(long offset, int count) {
        at = offset;
        length = count;
        zeroBlocks.clear();
        for (int from = 0; from < count; from += Bmap.BLOCK_SIZE) {
            int to = Math.min(from + Bmap.BLOCK_SIZE, count);
            if (Arrays.equals(bytes, from, to, ZEROS, 0, to - from)) {
                zeroBlocks.set(from / Bmap.BLOCK_SIZE);
            }
        }
    }

    byte[] bytes() {
        return bytes;
    }

    long at() {
        return at;
    }

    int length() {
        return length;
    }

    long end() {
        return at + length;
    }

    /** Whether the block with the byte {@code offset} of the image is zero. */
    boolean isZero(long offset) {
        return zeroBlocks.get((int) (offset - at) / Bmap.BLOCK_SIZE);
    }

    void lookedAtBy(CompletableFuture<?> one, CompletableFuture<?> other) {
        lookers = CompletableFuture.allOf(one, other);
    }

    /** Returns when nobody looks at it any more; fails with what they found. */
    void awaitLookers() {
        lookers.join();
    }
}
