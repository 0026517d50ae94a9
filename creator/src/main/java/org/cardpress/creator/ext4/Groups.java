package org.cardpress.creator.ext4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The group descriptors: where the bitmaps and inode tables lie, and which of them were never written. */
final class Groups {
    static final int INODE_UNINIT = 1;
    static final int BLOCK_UNINIT = 2;
    static final int INODE_ZEROED = 4;

    private final Superblock sb;
    private final ByteBuffer table;
    private final int size;

    private Groups(Superblock sb, ByteBuffer table) {
        this.sb = sb;
        this.table = table;
        this.size = sb.descriptorSize();
    }

    static Groups read(Superblock sb) throws IOException {
        return new Groups(sb, sb.image().read(sb.place(sb.firstDataBlock() + 1), sb.groups() * sb.descriptorSize()));
    }

    long blockBitmap(int group) {
        return place(group, 0x00, 0x20);
    }

    long inodeBitmap(int group) {
        return place(group, 0x04, 0x24);
    }

    long inodeTable(int group) {
        return place(group, 0x08, 0x28);
    }

    int inodeTableBlocks() {
        return (int) (((long) sb.inodesPerGroup() * sb.inodeSize() + sb.blockSize() - 1) / sb.blockSize());
    }

    int freeInodes(int group) {
        return pair(group, 0x0e, 0x2e);
    }

    int directories(int group) {
        return pair(group, 0x10, 0x30);
    }

    int flags(int group) {
        return sb.hasGroupChecksums() ? Short.toUnsignedInt(table.getShort(group * size + 0x12)) : 0;
    }

    /** Inodes at the end of the table that were never used. */
    int unusedInodes(int group) {
        if (!sb.hasGroupChecksums()) {
            return 0;
        }
        return (flags(group) & INODE_UNINIT) != 0 ? sb.inodesPerGroup() : pair(group, 0x1c, 0x32);
    }

    /** Sets the counters of the blocks, and the checksum of their bitmap. */
    void setBlocks(int group, int free, ByteBuffer bitmap) {
        setPair(group, 0x0c, 0x2c, free);
        clearFlag(group, BLOCK_UNINIT);
        if (sb.hasMetadataChecksums()) {
            setPair(group, 0x18, 0x38, Ext4Crc.crc32c(sb.checksumSeed(), bitmap, 0, sb.blocksPerGroup() / 8));
        }
    }

    /** Sets the counters of the inodes, and the checksum of their bitmap. */
    void setInodes(int group, int free, int unused, int directories, ByteBuffer bitmap) {
        setPair(group, 0x0e, 0x2e, free);
        setPair(group, 0x10, 0x30, directories);
        if (sb.hasGroupChecksums()) {
            setPair(group, 0x1c, 0x32, unused);
        }
        clearFlag(group, INODE_UNINIT);
        if (sb.hasMetadataChecksums()) {
            setPair(group, 0x1a, 0x3a, Ext4Crc.crc32c(sb.checksumSeed(), bitmap, 0, sb.inodesPerGroup() / 8));
        }
    }

    private void clearFlag(int group, int flag) {
        table.putShort(group * size + 0x12, (short) (table.getShort(group * size + 0x12) & ~flag));
    }

    /** Writes all descriptors, each with its checksum. Copies in other groups stay: nobody compares counters with them. */
    void write() throws IOException {
        for (int group = 0; group < sb.groups(); group++) {
            int at = group * size;
            if (sb.hasMetadataChecksums()) {
                table.putShort(at + 0x1e, (short) 0);
                int crc = Ext4Crc.crc32c(sb.checksumSeed(), group);
                table.putShort(at + 0x1e, (short) Ext4Crc.crc32c(crc, table, at, size));
            } else if (sb.hasGroupChecksums()) {
                ByteBuffer number =
                        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, group);
                int crc = Ext4Crc.crc16(sb.crc16Seed(), number, 0, 4);
                crc = Ext4Crc.crc16(crc, table, at, 0x1e);
                table.putShort(at + 0x1e, (short) Ext4Crc.crc16(crc, table, at + 0x20, size - 0x20));
            }
        }
        sb.image().write(sb.place(sb.firstDataBlock() + 1), table.duplicate().rewind());
    }

    private long place(int group, int low, int high) {
        long place = Integer.toUnsignedLong(table.getInt(group * size + low));
        return size >= 64 ? place | Integer.toUnsignedLong(table.getInt(group * size + high)) << 32 : place;
    }

    private int pair(int group, int low, int high) {
        int value = Short.toUnsignedInt(table.getShort(group * size + low));
        return size >= 64 ? value | Short.toUnsignedInt(table.getShort(group * size + high)) << 16 : value;
    }

    private void setPair(int group, int low, int high, int value) {
        table.putShort(group * size + low, (short) value);
        if (size >= 64) {
            table.putShort(group * size + high, (short) (value >>> 16));
        }
    }
}
