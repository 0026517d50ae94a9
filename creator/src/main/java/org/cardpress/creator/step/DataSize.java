package org.cardpress.creator.step;

/**
 * How large a data partition must be for its contents. The rest of a file system is counted generously: a little space too much
 * costs nothing on a card, for free blocks are never written.
 *
 * @param contents bytes of the contents in whole blocks
 * @param files number of files, directories and links
 */
record DataSize(long contents, long files) {
    /** Size up to which the device can grow the file system without rebuilding it. */
    static final long GROWTH = 512L << 30;

    private static final long MIB = 1 << 20;
    private static final int BYTES_PER_INODE = 64 << 10;
    private static final int SPARE_INODES = 1024;

    int journalMegabytes() {
        return contents < 256 * MIB ? 4 : 16;
    }

    long inodes(long partition) {
        return Math.max(partition / BYTES_PER_INODE, files + files / 8 + SPARE_INODES);
    }

    /** Bytes below which it is refused at once: contents, journal, tables and bitmaps. */
    long least() {
        long tables = inodes(contents) * 256;
        return contents + contents / 256 + tables + journalMegabytes() * MIB + 2 * MIB;
    }

    /** Bytes that leave room to live: a twentieth, and 16 MiB. */
    long comfortable() {
        return least() + contents / 20 + 16 * MIB;
    }
}
