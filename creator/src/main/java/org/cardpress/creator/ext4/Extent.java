package org.cardpress.creator.ext4;

/**
 * Blocks of a file that lie in a row.
 *
 * @param fileBlock number of the first within the file
 * @param start number of the first within the file system
 * @param count how many, at most {@link #LONGEST}
 */
record Extent(long fileBlock, long start, int count) {
    /** More would mark them as not yet written. */
    static final int LONGEST = 32768;

    /** Whether the other continues this one and fits into it. */
    boolean joins(Extent next) {
        return fileBlock + count == next.fileBlock && start + count == next.start && count + next.count <= LONGEST;
    }
}
