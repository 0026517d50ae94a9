package org.cardpress.creator.disk;

/** Takes note of bytes that are in use. */
@FunctionalInterface
public interface UsedBytes {
    /** The bytes from (inclusive) to (exclusive), counted from the begin of the image. */
    void mark(long from, long to);
}
