package org.cardpress.creator.ext4;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of one inode, built or changed field by field. Owner is always root. */
final class Inode {
    static final int DIRECTORY = 0x4000;
    static final int REGULAR = 0x8000;
    static final int SYMLINK = 0xa000;
    static final int ROOT = 2;
    private static final int FLAG_INDEX = 0x1000;
    private static final int FLAG_EXTENTS = 0x80000;
    private static final int EXTRA_BYTES = 32;

    private final ByteBuffer bytes;

    Inode(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    static Inode create(int size, int mode, long seconds) {
        Inode inode = new Inode(ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN));
        inode.bytes.putShort(0x00, (short) mode);
        if (size > 128) {
            inode.bytes.putShort(0x80, (short) EXTRA_BYTES);
            inode.time(0x90, 0x94, seconds);
        }
        inode.time(0x08, 0x8c, seconds);
        inode.touch(seconds);
        return inode;
    }

    void touch(long seconds) {
        time(0x0c, 0x84, seconds);
        time(0x10, 0x88, seconds);
    }

    private void time(int low, int extra, long seconds) {
        bytes.putInt(low, (int) seconds);
        if (bytes.capacity() > 128) {
            bytes.putInt(extra, (int) ((seconds - (int) seconds) >>> 32) & 3);
        }
    }

    ByteBuffer bytes() {
        return bytes;
    }

    boolean isDirectory() {
        return (Short.toUnsignedInt(bytes.getShort(0)) & 0xf000) == DIRECTORY;
    }

    boolean hasExtents() {
        return (bytes.getInt(0x20) & FLAG_EXTENTS) != 0;
    }

    int generation() {
        return bytes.getInt(0x64);
    }

    long size() {
        return Integer.toUnsignedLong(bytes.getInt(0x04)) | (long) bytes.getInt(0x6c) << 32;
    }

    int links() {
        return Short.toUnsignedInt(bytes.getShort(0x1a));
    }

    /** A directory with more links than fit says 1. */
    void links(int count) {
        bytes.putShort(0x1a, (short) (count >= 65_000 ? 1 : count));
    }

    /** Sets size, root of the extent tree and blocks in use; a directory is no longer indexed. */
    void content(long size, ByteBuffer extentRoot, long sectors) {
        bytes.putInt(0x04, (int) size).putInt(0x6c, (int) (size >>> 32));
        bytes.putInt(0x1c, (int) sectors).putShort(0x74, (short) (sectors >>> 32));
        bytes.putInt(0x20, (bytes.getInt(0x20) | FLAG_EXTENTS) & ~FLAG_INDEX);
        bytes.put(0x28, extentRoot, 0, 60);
    }

    /** A link target short enough to live in the inode. */
    void shortTarget(byte[] target) {
        bytes.putInt(0x04, target.length);
        bytes.put(0x28, target);
    }

    /** The 60 bytes that hold the root of the extent tree. */
    ByteBuffer extentRoot() {
        return bytes.slice(0x28, 60).order(ByteOrder.LITTLE_ENDIAN);
    }
}
