package org.cardpress.writer.staging;

import org.cardpress.writer.fault.CardFault;

/** An image could not be unpacked. */
final class StagingFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final CardFault fault;

    private StagingFailure(CardFault fault, String message) {
        super(message);
        this.fault = fault;
    }

    /** What came out is not what was announced; trying again would change nothing. */
    static StagingFailure damaged(String message) {
        return new StagingFailure(CardFault.IMAGE_DAMAGED, message);
    }

    /** The disk refused; the image itself may be right. */
    static StagingFailure disk(String message) {
        return new StagingFailure(CardFault.IMAGE_NOT_UNPACKED, message);
    }

    CardFault fault() {
        return fault;
    }
}
