package org.cardpress.writer.device;

/** The bytes of an image, by offset; what no range maps may read as anything. Read by one thread at a time. */
public interface ImageSource extends AutoCloseable {
    /** Bytes. */
    long size();

    void read(AlignedBuffer target, int at, int length, long offset) throws DeviceException;

    @Override
    void close();
}
