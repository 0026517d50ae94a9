package org.cardpress.creator.ext4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.cardpress.creator.disk.ImageFile;

/** The superblock: sizes, features and counters of one file system. Knows its own place, not the meaning of what it counts. */
final class Superblock {
    static final int INCOMPAT_META_BG = 0x10;
    static final int RO_COMPAT_BIGALLOC = 0x200;
    private static final int INCOMPAT_64BIT = 0x80;
    private static final int INCOMPAT_CSUM_SEED = 0x2000;
    private static final int RO_COMPAT_SPARSE_SUPER = 0x1;
    private static final int RO_COMPAT_GDT_CSUM = 0x10;
    private static final int RO_COMPAT_METADATA_CSUM = 0x400;
    private static final int COMPAT_SPARSE_SUPER2 = 0x200;
    private static final int PLACE = 1024;
    private static final int BYTES = 1024;
    private static final int MAGIC = 0xef53;

    private final ImageFile image;
    private final long offset;
    private final ByteBuffer bytes;

    private Superblock(ImageFile image, long offset, ByteBuffer bytes) {
        this.image = image;
        this.offset = offset;
        this.bytes = bytes;
    }

    /** The superblock of the file system that begins at the offset; empty where there is no ext2, 3 or 4. */
    static Optional<Superblock> read(ImageFile image, long offset) throws IOException {
        ByteBuffer bytes = image.read(offset + PLACE, BYTES);
        boolean ext = Short.toUnsignedInt(bytes.getShort(0x38)) == MAGIC;
        return ext ? Optional.of(new Superblock(image, offset, bytes)) : Optional.empty();
    }

    ImageFile image() {
        return image;
    }

    /** Place of a block in the image. */
    long place(long block) {
        return offset + block * blockSize();
    }

    int blockSize() {
        return 1024 << bytes.getInt(0x18);
    }

    long blocks() {
        return u32(0x04) | (is64bit() ? u32(0x150) << 32 : 0);
    }

    long freeBlocks() {
        return u32(0x0c) | (is64bit() ? u32(0x158) << 32 : 0);
    }

    long freeInodes() {
        return u32(0x10);
    }

    long firstDataBlock() {
        return u32(0x14);
    }

    int blocksPerGroup() {
        return bytes.getInt(0x20);
    }

    int inodesPerGroup() {
        return bytes.getInt(0x28);
    }

    int inodeSize() {
        return Short.toUnsignedInt(bytes.getShort(0x58));
    }

    int firstFreeInode() {
        return bytes.getInt(0x54);
    }

    int reservedGdtBlocks() {
        return Short.toUnsignedInt(bytes.getShort(0xce));
    }

    int groups() {
        return (int) ((blocks() - firstDataBlock() + blocksPerGroup() - 1) / blocksPerGroup());
    }

    int descriptorSize() {
        return is64bit() ? Short.toUnsignedInt(bytes.getShort(0xfe)) : 32;
    }

    int incompat() {
        return bytes.getInt(0x60);
    }

    int roCompat() {
        return bytes.getInt(0x64);
    }

    private boolean is64bit() {
        return (incompat() & INCOMPAT_64BIT) != 0;
    }

    boolean hasMetadataChecksums() {
        return (roCompat() & RO_COMPAT_METADATA_CSUM) != 0;
    }

    /** Whether group descriptors carry a checksum, and so may call a group uninitialised. */
    boolean hasGroupChecksums() {
        return hasMetadataChecksums() || (roCompat() & RO_COMPAT_GDT_CSUM) != 0;
    }

    int checksumSeed() {
        return (incompat() & INCOMPAT_CSUM_SEED) != 0 ? bytes.getInt(0x270) : Ext4Crc.crc32c(~0, bytes, 0x68, 16);
    }

    int crc16Seed() {
        return Ext4Crc.crc16(0xffff, bytes, 0x68, 16);
    }

    /** Whether a group begins with a copy of superblock and descriptors. */
    boolean hasCopy(int group) {
        if (group == 0) {
            return true;
        }
        if ((bytes.getInt(0x5c) & COMPAT_SPARSE_SUPER2) != 0) {
            return group == bytes.getInt(0x24c) || group == bytes.getInt(0x250);
        }
        return (roCompat() & RO_COMPAT_SPARSE_SUPER) == 0
                || group == 1
                || isPower(group, 3)
                || isPower(group, 5)
                || isPower(group, 7);
    }

    private static boolean isPower(int number, int base) {
        long power = base;
        while (power < number) {
            power *= base;
        }
        return power == number;
    }

    /** Writes the free counts, where they changed. */
    void writeCounts(long freeBlocks, long freeInodes) throws IOException {
        bytes.putInt(0x0c, (int) freeBlocks);
        if (is64bit()) {
            bytes.putInt(0x158, (int) (freeBlocks >>> 32));
        }
        bytes.putInt(0x10, (int) freeInodes);
        if (hasMetadataChecksums()) {
            bytes.putInt(0x3fc, Ext4Crc.crc32c(~0, bytes, 0, 0x3fc));
        }
        image.write(offset + PLACE, bytes.duplicate().rewind());
    }

    private long u32(int at) {
        return Integer.toUnsignedLong(bytes.getInt(at));
    }
}
