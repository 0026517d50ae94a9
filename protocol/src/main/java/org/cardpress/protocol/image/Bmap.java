package org.cardpress.protocol.image;

import java.util.List;

/**
 * The block map of an image: the blocks somebody will read, with a SHA-256 for each run of them. Blocks outside the ranges are
 * never sent and never written. The text form is bmap version 2.0 as Debian's {@code bmaptool} reads it, see {@link BmapXml}.
 *
 * @param imageSize size of the raw image in bytes
 * @param ranges ascending, neither overlapping nor empty
 */
public record Bmap(long imageSize, List<BmapRange> ranges) {
    /** Bytes in one block. */
    public static final int BLOCK_SIZE = 4096;

    public Bmap {
        ranges = List.copyOf(ranges);
        if (imageSize <= 0) {
            throw new IllegalArgumentException("image size " + imageSize + " (expected a positive number of bytes)");
        }
        long next = 0;
        for (BmapRange range : ranges) {
            if (range.firstBlock() < next) {
                throw new IllegalArgumentException(
                        "range " + range.text() + " begins before block " + next + " (expected ascending ranges)");
            }
            next = range.lastBlock() + 1;
        }
        if (next > blocks(imageSize)) {
            throw new IllegalArgumentException(
                    "range ends after block " + (next - 1) + " (expected at most " + (blocks(imageSize) - 1) + ")");
        }
    }

    /** Number of blocks of the image; the last one may be cut short by the image's end. */
    public long blocksCount() {
        return blocks(imageSize);
    }

    /** Number of blocks inside the ranges. */
    public long mappedBlocks() {
        return ranges.stream().mapToLong(BmapRange::blocks).sum();
    }

    /** Number of bytes inside the ranges. */
    public long mappedBytes() {
        return ranges.stream().mapToLong(this::length).sum();
    }

    /** Bytes of one range; shorter than its blocks when it ends with the image. */
    public long length(BmapRange range) {
        return Math.min(range.offset() + range.blocks() * BLOCK_SIZE, imageSize) - range.offset();
    }

    private static long blocks(long bytes) {
        return (bytes + BLOCK_SIZE - 1) / BLOCK_SIZE;
    }
}
