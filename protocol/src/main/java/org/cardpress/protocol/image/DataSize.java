package org.cardpress.protocol.image;

/**
 * How large a data partition must be for its contents. The rest of a file system is counted generously: a little space too much
 * costs nothing on a card, for free blocks are never written. Builds use it, and so does whoever tells beforehand how large an image
 * will be.
 *
 * @param contents bytes of the contents in whole blocks, see {@link #onDisk}
 * @param files number of files, directories and links
 */
public record DataSize(long contents, long files) {
    /** Bytes of a block of the file system. */
    public static final int BLOCK = 4096;

    /** Size up to which the device can grow the file system without rebuilding it. */
    public static final long GROWTH = 512L << 30;

    /** The data partition begins and ends on this, which suits every card's erase blocks. */
    public static final long ALIGN = 4L << 20;

    private static final long MIB = 1 << 20;
    private static final int BYTES_PER_INODE = 64 << 10;
    private static final int SPARE_INODES = 1024;
    private static final int DIRECTORY_ENTRY = 64;
    private static final int RESERVED_FILE = 16 << 10;

    /** What a file of that size takes: whole blocks, and its entry in a directory that may need a block of its own now and then. */
    public static long onDisk(long size) {
        return (size + BLOCK - 1) / BLOCK * BLOCK + DIRECTORY_ENTRY;
    }

    /** Files that the device may make itself in a room of so many bytes, counted as small ones. */
    public static long filesIn(long reserved) {
        return reserved / RESERVED_FILE;
    }

    /** The next place where a partition may begin or end. */
    public static long aligned(long bytes) {
        return (bytes + ALIGN - 1) / ALIGN * ALIGN;
    }

    /** Size of the journal. */
    public int journalMegabytes() {
        return contents < 256 * MIB ? 4 : 16;
    }

    /** Inodes for a partition of that size. */
    public long inodes(long partition) {
        return Math.max(partition / BYTES_PER_INODE, files + files / 8 + SPARE_INODES);
    }

    /** Bytes below which it is refused at once: contents, journal, tables and bitmaps. */
    public long least() {
        long tables = inodes(contents) * 256;
        return contents + contents / 256 + tables + journalMegabytes() * MIB + 2 * MIB;
    }

    /** Bytes that leave room to live: a twentieth, and 16 MiB. */
    public long comfortable() {
        return least() + contents / 20 + 16 * MIB;
    }
}
