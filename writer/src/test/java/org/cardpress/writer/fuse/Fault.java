package org.cardpress.writer.fuse;

/** What a file does wrong. Does nothing wrong unless a method is overridden. */
public interface Fault {
    /** In place of an errno: the call is never answered. */
    int HANG = -1;
    /** In place of an errno: the write is acknowledged and forgotten. */
    int DROP = -2;

    /** What becomes of opening the file: 0 or an errno. */
    default int onOpen() {
        return 0;
    }

    /** What becomes of a write: 0 for a good one, else an errno, {@link #HANG} or {@link #DROP}. */
    default int onWrite(long offset, int length) {
        return 0;
    }

    /** What becomes of a read: 0, an errno or {@link #HANG}. */
    default int onRead(long offset, int length) {
        return 0;
    }

    /** Whether the bit of this byte is read wrong. */
    default long flippedAt() {
        return -1;
    }

    /** How many of {@code size} bytes there really are. */
    default int trueSize(int size) {
        return size;
    }
}
