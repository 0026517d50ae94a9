package org.cardpress.scheduler.auth;

/** The caller tried too often and is to wait. */
public final class TooManyTries extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long seconds;

    TooManyTries(String what, long seconds) {
        super("too many " + what + " (expected the next try in " + seconds + " s)");
        this.seconds = seconds;
    }

    /** How long to wait. */
    public long seconds() {
        return seconds;
    }
}
