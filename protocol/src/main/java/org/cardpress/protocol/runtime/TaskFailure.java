package org.cardpress.protocol.runtime;

import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskStatus;

/** The work failed for a known reason. */
public final class TaskFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient TaskError error;
    private final TaskStatus failedStatus;

    /**
     * A failure with the word for it.
     *
     * @param failedStatus the failure word that fits, such as {@code FAILED_TO_UPLOAD}
     */
    public TaskFailure(TaskError error, TaskStatus failedStatus) {
        super(error.message());
        if (failedStatus.stage() != Stage.FAILED) {
            throw new IllegalArgumentException("status " + failedStatus.wire() + " (expected a failure)");
        }
        this.error = error;
        this.failedStatus = failedStatus;
    }

    public TaskFailure(TaskError error, TaskStatus failedStatus, Throwable cause) {
        this(error, failedStatus);
        initCause(cause);
    }

    public TaskError error() {
        return error;
    }

    public TaskStatus failedStatus() {
        return failedStatus;
    }
}
