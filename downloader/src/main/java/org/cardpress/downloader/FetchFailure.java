package org.cardpress.downloader;

import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskStatus;

/** An image could not be fetched; says whether what was received so far is of any use to the next attempt. */
final class FetchFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean discards;

    private FetchFailure(String code, String message, boolean discards) {
        super(message);
        this.code = code;
        this.discards = discards;
    }

    /** What came is not what was announced: none of it can be trusted. */
    static FetchFailure damaged(String message) {
        return new FetchFailure("image.damaged", message, true);
    }

    /** No room: what was received is in the way of others. */
    static FetchFailure noSpace(String message) {
        return new FetchFailure("disk.full", message, true);
    }

    /** The shelf's disk refused; what is there may be used again. */
    static FetchFailure disk(String message) {
        return new FetchFailure("disk.failed", message, false);
    }

    /** The warehouse stopped answering; what was received is kept. */
    static FetchFailure warehouse(String message) {
        return new FetchFailure("warehouse.unreachable", message, false);
    }

    /** Another attempt is still at it. */
    static FetchFailure busy(String message) {
        return new FetchFailure("shelf.busy", message, false);
    }

    boolean discards() {
        return discards;
    }

    TaskFailure asTaskFailure() {
        return new TaskFailure(
                new TaskError(code, String.valueOf(getMessage()), true), TaskStatus.FAILED_TO_DOWNLOAD, this);
    }
}
