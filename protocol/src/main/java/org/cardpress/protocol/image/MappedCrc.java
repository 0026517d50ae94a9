package org.cardpress.protocol.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Check values of the mapped bytes of an image: one for each MiB <em>of the image</em> that holds mapped bytes, over those bytes in
 * order. Cut by the place on the card, so that a writer can check, name and repair one MiB by itself. Fed the same bytes in any
 * portions it gives the same values. For one thread.
 */
public final class MappedCrc {
    /** Bytes of the image that share a check value. */
    public static final int PIECE = 1 << 20;

    private final CRC32C crc = new CRC32C();
    private final List<Long> values = new ArrayList<>();
    private long piece = -1;
    private long next;

    /** Number of check values of these ranges, which are ascending. */
    public static long pieces(List<ImageManifest.Range> ranges) {
        long pieces = 0;
        long lastPiece = -1;
        for (ImageManifest.Range range : ranges) {
            long first = range.offset() / PIECE;
            long last = (range.offset() + range.length() - 1) / PIECE;
            pieces += last - first + (first == lastPiece ? 0 : 1);
            lastPiece = last;
        }
        return pieces;
    }

    /**
     * Takes the next mapped bytes, from position to limit, which is reached after.
     *
     * @param offset where they are in the image; not before the end of those taken last
     */
    public void update(long offset, ByteBuffer bytes) {
        if (offset < next) {
            throw new IllegalArgumentException("mapped bytes at " + offset + " (expected at " + next + " or later)");
        }
        int end = bytes.limit();
        long at = offset;
        while (bytes.position() < end) {
            enter(at / PIECE);
            int portion = (int) Math.min(end - bytes.position(), (piece + 1) * PIECE - at);
            bytes.limit(bytes.position() + portion);
            crc.update(bytes);
            bytes.limit(end);
            at += portion;
        }
        next = at;
    }

    /** The values, after the last byte. */
    public List<Long> values() {
        endPiece();
        return List.copyOf(values);
    }

    /** Tells that no more mapped bytes of the present MiB will come. */
    public void endPiece() {
        enter(-1);
    }

    /** Number of values so far, without that of a MiB that has not ended. */
    public int count() {
        return values.size();
    }

    /** One of the values so far. */
    public long value(int index) {
        return values.get(index);
    }

    private void enter(long entered) {
        if (entered == piece) {
            return;
        }
        if (piece >= 0) {
            values.add(crc.getValue());
            crc.reset();
        }
        piece = entered;
    }
}
