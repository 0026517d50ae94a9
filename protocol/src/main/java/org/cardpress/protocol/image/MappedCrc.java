package org.cardpress.protocol.image;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Check values of the mapped bytes of an image: the ranges laid end to end in ascending order, cut every MiB whatever the range, the
 * last piece shorter. Fed the same bytes in any portions it gives the same values. For one thread.
 */
public final class MappedCrc {
    /** Bytes of a piece. */
    public static final int PIECE = 1 << 20;

    private final CRC32C crc = new CRC32C();
    private final List<Long> values = new ArrayList<>();
    private int inPiece;

    /** Number of pieces of so many bytes. */
    public static long pieces(long mappedBytes) {
        return (mappedBytes + PIECE - 1) / PIECE;
    }

    /** Takes the next mapped bytes, from position to limit, which is reached after. */
    public void update(ByteBuffer bytes) {
        int end = bytes.limit();
        while (bytes.position() < end) {
            int portion = Math.min(end - bytes.position(), PIECE - inPiece);
            bytes.limit(bytes.position() + portion);
            crc.update(bytes);
            bytes.limit(end);
            inPiece += portion;
            if (inPiece == PIECE) {
                close();
            }
        }
    }

    /** The values, after the last byte. */
    public List<Long> values() {
        if (inPiece > 0) {
            close();
        }
        return List.copyOf(values);
    }

    private void close() {
        values.add(crc.getValue());
        crc.reset();
        inPiece = 0;
    }
}
