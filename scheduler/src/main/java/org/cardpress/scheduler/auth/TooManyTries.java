package org.cardpress.scheduler.auth;

/** The caller guessed too often and is to wait. */
public final class TooManyTries extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long seconds;

    TooManyTries(long seconds) {
        super("too many failed logins (expected the next try in " + seconds + " s)");
        this.seconds = seconds;
    }

    /** How long to wait. */
    public long seconds() {
        return seconds;
    }
}
