package org.cardpress.creator.ext4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;

/** Hands out inodes in ascending order and knows where each lies. Written back by {@link #flush}. */
final class Inodes {
    private final Superblock sb;
    private final Groups groups;
    private final SortedMap<Integer, BitSet> loaded = new TreeMap<>();
    private final int[] newDirectories;
    private final int[] written;
    private int group;
    private long free;

    Inodes(Superblock sb, Groups groups) {
        this.sb = sb;
        this.groups = groups;
        this.newDirectories = new int[sb.groups()];
        this.written = new int[sb.groups()];
        this.free = sb.freeInodes();
        for (int i = 0; i < written.length; i++) {
            written[i] = sb.inodesPerGroup() - groups.unusedInodes(i);
        }
    }

    /** Takes a free inode; its number is never 0. */
    int take(boolean directory) throws IOException {
        for (; group < sb.groups(); group++) {
            BitSet bits = bits(group);
            int index = bits.nextClearBit(group == 0 ? sb.firstFreeInode() - 1 : 0);
            if (index < sb.inodesPerGroup()) {
                bits.set(index);
                free--;
                newDirectories[group] += directory ? 1 : 0;
                zeroUpTo(group, index);
                return group * sb.inodesPerGroup() + index + 1;
            }
        }
        throw new VolumeFull("the data partition has no free inode: its file system holds "
                + (long) sb.groups() * sb.inodesPerGroup() + " files (expected room for all contents)");
    }

    private BitSet bits(int group) throws IOException {
        BitSet known = loaded.get(group);
        if (known != null) {
            return known;
        }
        BitSet bits = (groups.flags(group) & Groups.INODE_UNINIT) != 0
                ? new BitSet()
                : BitSet.valueOf(sb.image().read(sb.place(groups.inodeBitmap(group)), sb.inodesPerGroup() / 8));
        loaded.put(group, bits);
        return bits;
    }

    /** The part of a table that was never written may hold anything: a block of it is cleared before its first inode is used. */
    private void zeroUpTo(int group, int index) throws IOException {
        int perBlock = sb.blockSize() / sb.inodeSize();
        int block = (written[group] + perBlock - 1) / perBlock;
        for (; block * perBlock <= index; block++) {
            sb.image().write(sb.place(groups.inodeTable(group) + block), ByteBuffer.allocate(sb.blockSize()));
        }
        written[group] = Math.max(written[group], index + 1);
    }

    long free() {
        return free;
    }

    /** An inode's bytes. */
    ByteBuffer read(int inode) throws IOException {
        return sb.image().read(place(inode), sb.inodeSize());
    }

    /** Writes an inode with its checksum. */
    void write(int inode, ByteBuffer bytes) throws IOException {
        if (sb.hasMetadataChecksums()) {
            boolean wide = sb.inodeSize() > 128;
            bytes.putShort(0x7c, (short) 0);
            if (wide) {
                bytes.putShort(0x82, (short) 0);
            }
            int crc = Ext4Crc.crc32c(seed(inode, bytes.getInt(0x64)), bytes, 0, sb.inodeSize());
            bytes.putShort(0x7c, (short) crc);
            if (wide) {
                bytes.putShort(0x82, (short) (crc >>> 16));
            }
        }
        sb.image().write(place(inode), bytes.duplicate().rewind());
    }

    /** Seed of the checksums of all that belongs to an inode. */
    int seed(int inode, int generation) {
        return Ext4Crc.crc32c(Ext4Crc.crc32c(sb.checksumSeed(), inode), generation);
    }

    private long place(int inode) {
        int group = (inode - 1) / sb.inodesPerGroup();
        int index = (inode - 1) % sb.inodesPerGroup();
        return sb.place(groups.inodeTable(group)) + (long) index * sb.inodeSize();
    }

    /** Writes the bitmaps of all groups that were looked at. */
    void flush() throws IOException {
        for (var each : loaded.entrySet()) {
            int group = each.getKey();
            BitSet bits = (BitSet) each.getValue().clone();
            bits.clear(sb.inodesPerGroup(), Math.max(bits.size(), sb.inodesPerGroup()));
            int free = sb.inodesPerGroup() - bits.cardinality();
            bits.set(sb.inodesPerGroup(), sb.blockSize() * 8);
            ByteBuffer bitmap = ByteBuffer.wrap(Arrays.copyOf(bits.toByteArray(), sb.blockSize()));
            sb.image().write(sb.place(groups.inodeBitmap(group)), bitmap.duplicate());
            int directories = groups.directories(group) + newDirectories[group];
            groups.setInodes(group, free, sb.inodesPerGroup() - written[group], directories, bitmap);
        }
    }
}
