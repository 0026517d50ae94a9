package org.cardpress.creator.fetch;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A large file as its server offers it: enough is known to fetch its pieces from several places.
 *
 * @param size bytes
 * @param pieceBytes of each piece but the last
 * @param hashes of pieces, whose length divides {@code pieceBytes}; null where nobody tells any
 * @param places of the file, the one that was named first
 */
record Offer(long size, long pieceBytes, @Nullable PieceHashes hashes, List<URI> places) {
    /** Puts the size of a piece so that hashes can be checked within it. */
    static Offer of(long size, long aboutBytes, @Nullable PieceHashes hashes, List<URI> places) {
        long grain = hashes == null ? 1 : hashes.length();
        return new Offer(size, Math.max(1, aboutBytes / grain) * grain, hashes, places);
    }

    int pieces() {
        return Math.toIntExact((size + pieceBytes - 1) / pieceBytes);
    }

    long begin(int piece) {
        return piece * pieceBytes;
    }

    long end(int piece) {
        return Math.min(size, begin(piece) + pieceBytes);
    }
}
