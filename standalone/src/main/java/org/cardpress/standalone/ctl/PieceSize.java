package org.cardpress.standalone.ctl;

import java.time.Duration;

/**
 * How much of a file is sent at a time: what takes a second or so on this line. A piece must be through before the scheduler is held to be
 * away, one that breaks off is partly sent again, and other commands of this person wait for it. For one thread.
 */
final class PieceSize {

    static final int LARGEST = 16 << 20;
    private static final int SMALLEST = 64 << 10;
    private static final int FIRST = 1 << 20;
    private static final Duration QUICK = Duration.ofSeconds(1);
    private static final Duration SLOW = Duration.ofSeconds(4);

    private int bytes = FIRST;

    int bytes() {
        return bytes;
    }

    void took(Duration time) {
        if (time.compareTo(QUICK) < 0) {
            bytes = Math.min(LARGEST, bytes * 2);
        } else if (time.compareTo(SLOW) > 0) {
            failed();
        }
    }

    void failed() {
        bytes = Math.max(SMALLEST, bytes / 2);
    }
}
