package org.cardpress.writer.device;

import java.io.IOException;

/** A system call on a card failed: which one, where, and the errno. What it means is for {@code CardFault} to say. */
public final class DeviceException extends IOException {
    private static final long serialVersionUID = 1;

    private final int errno;
    private final Operation operation;
    private final long offset;

    /**
     * @param errno 0 where a read or write ended early without one, which is how an unplugged reader answers
     * @param offset byte where it failed; 0 where the operation has no place
     */
    public DeviceException(String device, Operation operation, int errno, long offset) {
        super(device + ": " + operation.word + " at " + offset + ": " + Errno.name(errno));
        this.errno = errno;
        this.operation = operation;
        this.offset = offset;
    }

    public int errno() {
        return errno;
    }

    public Operation operation() {
        return operation;
    }

    public long offset() {
        return offset;
    }

    /** What was tried. */
    public enum Operation {
        OPEN("open"),
        MEASURE("measure"),
        READ("read"),
        WRITE("write"),
        FLUSH("flush"),
        DROP_CACHES("drop caches");

        private final String word;

        Operation(String word) {
            this.word = word;
        }
    }
}
