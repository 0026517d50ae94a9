package org.cardpress.protocol.client;

/**
 * The scheduler gave no answer that can be understood: no connection, a connection that broke, no answer in time, or an answer
 * from something else, such as a proxy in front of it. Whether the call took effect is not known; it may be repeated.
 */
public final class SchedulerUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SchedulerUnreachable(String message) {
        super(message);
    }

    public SchedulerUnreachable(String message, Throwable cause) {
        super(message, cause);
    }
}
