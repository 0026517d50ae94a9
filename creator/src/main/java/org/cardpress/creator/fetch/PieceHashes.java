package org.cardpress.creator.fetch;

import java.security.MessageDigest;
import java.util.List;

/**
 * Hashes of the pieces of a file, as a mirror's network publishes them beside the hash of the whole.
 *
 * @param length bytes of each piece; the last one may be shorter
 * @param type of the digest, as {@code MessageDigest} names it
 * @param digests in order
 */
record PieceHashes(long length, String type, List<byte[]> digests) {
    /** Whether there is one for each piece of a file of that size. */
    boolean cover(long size) {
        return digests.size() == (size + length - 1) / length;
    }

    boolean matches(int piece, MessageDigest came) {
        return MessageDigest.isEqual(digests.get(piece), came.digest());
    }
}
