package org.cardpress.creator.ext4;

import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.disk.Partition;
import org.cardpress.creator.disk.UsedBytes;

/** Tells which bytes of an ext2, ext3 or ext4 partition a system that mounts it can ever read. */
public final class Ext4Map {
    private Ext4Map() {}

    /** Reports the used bytes, or returns false where the partition holds no file system this class can read. */
    public static boolean mark(ImageFile image, Partition partition, UsedBytes used) throws IOException {
        Optional<Superblock> found = Superblock.read(image, partition.offset());
        if (found.isEmpty()
                || (found.get().incompat() & Superblock.INCOMPAT_META_BG) != 0
                || (found.get().roCompat() & Superblock.RO_COMPAT_BIGALLOC) != 0) {
            return false;
        }
        Superblock sb = found.get();
        BlockUse use = new BlockUse(sb, Groups.read(sb));
        BitSet blocks = use.withoutUnreadTables(use.read());
        int first = (int) sb.firstDataBlock();
        used.mark(sb.place(0), sb.place(first + 1L));
        for (int from = blocks.nextSetBit(0); from >= 0; ) {
            int to = blocks.nextClearBit(from);
            used.mark(sb.place((long) first + from), sb.place((long) first + to));
            from = blocks.nextSetBit(to);
        }
        return true;
    }
}
