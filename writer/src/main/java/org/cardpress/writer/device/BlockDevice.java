package org.cardpress.writer.device;

/**
 * An open card: bytes by offset, past all caches. Reads and writes are whole or fail; the place of a failure is in the
 * exception. Offsets and lengths are multiples of {@link #blockSize()}. For one thread at a time; {@link #close()} is
 * idempotent.
 */
public interface BlockDevice extends AutoCloseable {
    /** What messages call it: its path. */
    String name();

    /** Bytes, as found when it was opened. */
    long capacity();

    /** Least unit of offset and length, in bytes. */
    int blockSize();

    /** Fills {@code length} bytes of {@code target} from {@code at}. Less than that is a failure: the card has gone. */
    void read(AlignedBuffer target, int at, int length, long offset) throws DeviceException;

    void write(AlignedBuffer source, int at, int length, long offset) throws DeviceException;

    /** Whether nobody but the kernel looks at what is written, so that it may be in a {@link MappedWindow}. */
    default boolean isWrittenByKernel() {
        return false;
    }

    /** Tells the card that these bytes are not needed; what they read as afterwards is open. False where it cannot be told. */
    default boolean discard(long offset, long length) throws DeviceException {
        return false;
    }

    /** Makes these bytes zero without sending zeros; false where that is not possible, and they are as they were. */
    default boolean zero(long offset, long length) throws DeviceException {
        return false;
    }

    /** Returns once the device holds all that was written. */
    void flush() throws DeviceException;

    /** Makes the next reads come from the device itself. */
    void dropCaches() throws DeviceException;

    @Override
    void close();
}
