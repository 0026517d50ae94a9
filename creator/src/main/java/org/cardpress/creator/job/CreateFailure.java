package org.cardpress.creator.job;

import org.cardpress.protocol.task.TaskError;
import org.jspecify.annotations.Nullable;

/**
 * A create task that cannot go on, with what a person needs to know. Thrown where the reason is known; carried as it is to the
 * scheduler.
 */
public final class CreateFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient TaskError error;

    private CreateFailure(TaskError error, @Nullable Throwable cause) {
        super(error.message(), cause);
        this.error = error;
    }

    /** The order itself is wrong: trying again cannot help. */
    public static CreateFailure wrong(String code, String message) {
        return new CreateFailure(new TaskError(code, message, false), null);
    }

    /** The world is wrong: another attempt may succeed. */
    public static CreateFailure later(String code, String message) {
        return new CreateFailure(new TaskError(code, message, true), null);
    }

    /** As {@link #later}, because of another exception. */
    public static CreateFailure later(String code, String message, Throwable cause) {
        return new CreateFailure(new TaskError(code, message, true), cause);
    }

    /** Code, message and whether to try again. */
    public TaskError error() {
        return error;
    }
}
