package org.cardpress.creator.map;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.disk.Mbr;
import org.cardpress.creator.disk.Partition;
import org.cardpress.creator.disk.UsedBytes;
import org.cardpress.creator.ext4.Ext4Map;
import org.cardpress.protocol.image.Bmap;

/**
 * Which blocks of an image matter. A block that a file system calls free is nobody's: it is neither kept, sent nor written. All
 * others are mapped, be they zero or not, for a card that was used before holds something else there: blocks in use by a file
 * system, and everything outside the file systems. A partition whose contents are not understood is mapped whole.
 */
public final class BlockKinds {
    private final long imageSize;
    private final BitSet mapped;

    private BlockKinds(long imageSize, BitSet mapped) {
        this.imageSize = imageSize;
        this.mapped = mapped;
    }

    /** Reads the file systems' own books. */
    public static BlockKinds read(ImageFile image, Mbr mbr) throws IOException {
        long size = image.size();
        int count = Math.toIntExact((size + Bmap.BLOCK_SIZE - 1) / Bmap.BLOCK_SIZE);
        BitSet mapped = new BitSet(count);
        mapped.set(0, count);
        for (Partition partition : mbr.partitions()) {
            // Only blocks that lie wholly inside: one that the partition shares belongs to its neighbour as well.
            int from = (int) ((partition.offset() + Bmap.BLOCK_SIZE - 1) / Bmap.BLOCK_SIZE);
            int to = (int) (partition.end() / Bmap.BLOCK_SIZE);
            BitSet own = new BitSet(count);
            UsedBytes used = (first, end) ->
                    own.set((int) (first / Bmap.BLOCK_SIZE), (int) ((end + Bmap.BLOCK_SIZE - 1) / Bmap.BLOCK_SIZE));
            boolean known =
                    partition.isFat() ? FatMap.mark(image, partition, used) : Ext4Map.mark(image, partition, used);
            if (known) {
                mapped.clear(from, Math.max(from, to));
                mapped.or(own);
            }
        }
        mapped.clear(count, mapped.size());
        return new BlockKinds(size, mapped);
    }

    /** Size of the image in bytes. */
    public long imageSize() {
        return imageSize;
    }

    /** Whether the block matters. */
    public boolean isMapped(long block) {
        return mapped.get((int) block);
    }

    /** Whether any block from (inclusive) to (exclusive) matters. */
    public boolean anyMapped(long fromBlock, long toBlock) {
        int next = mapped.nextSetBit((int) fromBlock);
        return next >= 0 && next < toBlock;
    }

    /** Bytes of all mapped blocks. */
    public long mappedBytes() {
        return runs().stream().mapToLong(Run::length).sum();
    }

    /** The mapped blocks as runs of bytes, ascending. */
    public List<Run> runs() {
        List<Run> runs = new ArrayList<>();
        for (int from = mapped.nextSetBit(0); from >= 0; ) {
            int to = mapped.nextClearBit(from);
            long start = (long) from * Bmap.BLOCK_SIZE;
            runs.add(new Run(start, Math.min((long) to * Bmap.BLOCK_SIZE, imageSize) - start));
            from = mapped.nextSetBit(to);
        }
        return runs;
    }

    /**
     * Mapped bytes in a row.
     *
     * @param offset of the first
     * @param length number of them
     */
    public record Run(long offset, long length) {}
}
