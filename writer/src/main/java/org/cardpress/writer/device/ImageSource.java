package org.cardpress.writer.device;

import org.cardpress.writer.fault.CardFailure;

/**
 * The bytes of an image, by offset; what no range maps may read as anything. An image may still be on its way, from its beginning to
 * its end: whoever reads asks first. Read by one thread at a time.
 */
public interface ImageSource extends AutoCloseable {
    /** Bytes. */
    long size();

    /** Reads what is there. */
    void read(AlignedBuffer target, int at, int length, long offset) throws DeviceException;

    /**
     * Shows {@code length} bytes from {@code offset}, a whole number of pages, without copying them.
     *
     * @return false where they have to be read instead
     */
    default boolean show(MappedWindow window, long offset, int length) {
        return false;
    }

    /**
     * Waits until the image is there up to {@code end}.
     *
     * @return false where it is not after {@code millis}
     * @throws CardFailure where it never will be
     */
    default boolean isThere(long end, long millis) throws CardFailure, InterruptedException {
        return true;
    }

    /** As {@link #isThere}, for all of the image, and proven to be what was ordered: no card may look finished before. */
    default boolean isProven(long millis) throws CardFailure, InterruptedException {
        return true;
    }

    @Override
    void close();
}
