package org.cardpress.protocol.image;

import java.util.regex.Pattern;

/**
 * One run of mapped blocks.
 *
 * @param firstBlock number of its first block
 * @param lastBlock number of its last block, inclusive
 * @param sha256 SHA-256 of its bytes, lower-case hexadecimal
 */
public record BmapRange(long firstBlock, long lastBlock, String sha256) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public BmapRange {
        if (firstBlock < 0 || lastBlock < firstBlock) {
            throw new IllegalArgumentException(
                    "block range " + firstBlock + "-" + lastBlock + " (expected first <= last, from 0)");
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException(
                    "range checksum '" + sha256 + "' (expected 64 lower-case hexadecimal digits)");
        }
    }

    /** Offset of the first byte. */
    public long offset() {
        return firstBlock * Bmap.BLOCK_SIZE;
    }

    /** Number of blocks. */
    public long blocks() {
        return lastBlock - firstBlock + 1;
    }

    /** As it stands in the file: {@code 7} or {@code 7-9}. */
    String text() {
        return firstBlock == lastBlock ? Long.toString(firstBlock) : firstBlock + "-" + lastBlock;
    }
}
