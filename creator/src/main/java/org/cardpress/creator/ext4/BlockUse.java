package org.cardpress.creator.ext4;

import java.io.IOException;
import java.util.BitSet;
import org.cardpress.creator.disk.ImageFile;

/**
 * Which blocks of a file system are in use: its block bitmaps as one set, numbered from the first data block. For groups whose
 * bitmap was never written it is worked out as the kernel does it. Takes one bit a block: 32 MiB for a file system of 1 TiB.
 */
final class BlockUse {
    private final Superblock sb;
    private final Groups groups;

    BlockUse(Superblock sb, Groups groups) {
        this.sb = sb;
        this.groups = groups;
    }

    BitSet read() throws IOException {
        long count = sb.blocks() - sb.firstDataBlock();
        if (count > Integer.MAX_VALUE) {
            throw new IOException(
                    "file system of " + sb.blocks() + " blocks (expected at most " + Integer.MAX_VALUE + ")");
        }
        BitSet used = new BitSet((int) count);
        ImageFile image = sb.image();
        for (int group = 0; group < sb.groups(); group++) {
            if ((groups.flags(group) & Groups.BLOCK_UNINIT) == 0) {
                BitSet bits = BitSet.valueOf(image.read(sb.place(groups.blockBitmap(group)), sb.blocksPerGroup() / 8));
                long first = (long) group * sb.blocksPerGroup();
                for (int from = bits.nextSetBit(0); from >= 0; ) {
                    int to = bits.nextClearBit(from);
                    used.set((int) Math.min(count, first + from), (int) Math.min(count, first + to));
                    from = bits.nextSetBit(to);
                }
            }
            markOwn(group, used);
        }
        return used;
    }

    /** Superblock copies, descriptors, bitmaps and tables are in use whatever an unwritten bitmap says. */
    private void markOwn(int group, BitSet used) {
        int base = group * sb.blocksPerGroup();
        if (sb.hasCopy(group)) {
            int descriptors = (int) (((long) sb.groups() * sb.descriptorSize() + sb.blockSize() - 1) / sb.blockSize());
            used.set(base, base + 1 + descriptors + sb.reservedGdtBlocks());
        }
        mark(used, groups.blockBitmap(group), 1);
        mark(used, groups.inodeBitmap(group), 1);
        mark(used, groups.inodeTable(group), groups.inodeTableBlocks());
    }

    private void mark(BitSet used, long block, int count) {
        int from = (int) (block - sb.firstDataBlock());
        used.set(from, from + count);
    }

    /** Takes out the ends of inode tables that were neither written nor ever read: the kernel writes them before it uses them. */
    BitSet withoutUnreadTables(BitSet used) {
        int perBlock = sb.blockSize() / sb.inodeSize();
        for (int group = 0; group < sb.groups(); group++) {
            if (!sb.hasGroupChecksums() || (groups.flags(group) & Groups.INODE_ZEROED) != 0) {
                continue;
            }
            int inUse = (sb.inodesPerGroup() - groups.unusedInodes(group) + perBlock - 1) / perBlock;
            int table = (int) (groups.inodeTable(group) - sb.firstDataBlock());
            used.clear(table + inUse, table + groups.inodeTableBlocks());
        }
        return used;
    }
}
