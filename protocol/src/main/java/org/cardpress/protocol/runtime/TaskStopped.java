package org.cardpress.protocol.runtime;

/** The work was stopped from outside, see {@link CancelSignal}. Handlers clean up and let it pass. */
public final class TaskStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final CancelSignal.Reason reason;

    public TaskStopped(CancelSignal.Reason reason) {
        super("stopped: " + reason);
        this.reason = reason;
    }

    public CancelSignal.Reason reason() {
        return reason;
    }
}
