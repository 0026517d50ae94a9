package org.cardpress.creator.ext4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/** Hands out free blocks, one after the other, so that a file written alone lies in one piece. Written back by {@link #flush}. */
final class Blocks {
    private final Superblock sb;
    private final Groups groups;
    private final BitSet used;
    private final BitSet touched = new BitSet();
    private final long total;
    private long free;
    private int next;

    Blocks(Superblock sb, Groups groups) throws IOException {
        this.sb = sb;
        this.groups = groups;
        this.used = new BlockUse(sb, groups).read();
        this.total = sb.blocks() - sb.firstDataBlock();
        this.free = total - used.cardinality();
    }

    /** Takes at least one and at most so many blocks in a row; {@link Extent#fileBlock} is the given one. */
    Extent take(long fileBlock, int wanted) throws VolumeFull {
        int from = used.nextClearBit(next);
        if (from >= total) {
            from = used.nextClearBit(0);
        }
        if (from >= total) {
            throw new VolumeFull("the data partition is full: its file system of " + sb.blocks() * sb.blockSize()
                    + " bytes has no free block (expected room for all contents)");
        }
        int taken = used.nextSetBit(from);
        long limit = taken < 0 ? total : taken;
        int count = (int) Math.min(limit - from, Math.min(wanted, Extent.LONGEST));
        used.set(from, from + count);
        touched.set(from / sb.blocksPerGroup(), (from + count - 1) / sb.blocksPerGroup() + 1);
        next = from + count;
        free -= count;
        return new Extent(fileBlock, from + sb.firstDataBlock(), count);
    }

    /** Takes one block back. */
    void release(long block) {
        int bit = (int) (block - sb.firstDataBlock());
        used.clear(bit);
        touched.set(bit / sb.blocksPerGroup());
        free++;
    }

    long free() {
        return free;
    }

    /** Writes the bitmaps of all groups that gave blocks. */
    void flush() throws IOException {
        int perGroup = sb.blocksPerGroup();
        for (int group = touched.nextSetBit(0); group >= 0; group = touched.nextSetBit(group + 1)) {
            int from = group * perGroup;
            int end = (int) Math.min(total, (long) from + perGroup);
            BitSet own = used.get(from, end);
            int free = end - from - own.cardinality();
            // Bits behind the end of the file system, and of the block behind the group's bits, count as used.
            own.set(end - from, sb.blockSize() * 8);
            ByteBuffer bitmap = ByteBuffer.wrap(Arrays.copyOf(own.toByteArray(), sb.blockSize()));
            sb.image().write(sb.place(groups.blockBitmap(group)), bitmap.duplicate());
            groups.setBlocks(group, free, bitmap);
        }
    }
}
