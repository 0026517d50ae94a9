package org.cardpress.protocol.runtime;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: doubles up to a limit, and is drawn between half of that and all of it, so that a thousand
 * workers do not come back in the same second. For one thread.
 */
public final class Backoff {
    private final Duration first;
    private final Duration most;
    private final RandomGenerator random;
    private Duration next;

    public Backoff(Duration first, Duration most, RandomGenerator random) {
        if (first.isNegative() || first.isZero() || most.compareTo(first) < 0) {
            throw new IllegalArgumentException("back-off " + first + " to " + most + " (expected 0 < first <= most)");
        }
        this.first = first;
        this.most = most;
        this.random = random;
        this.next = first;
    }

    /** The wait before the next try; the one after that is longer. */
    public Duration next() {
        Duration now = next;
        Duration doubled = now.multipliedBy(2);
        next = doubled.compareTo(most) < 0 ? doubled : most;
        long nanos = now.toNanos();
        return Duration.ofNanos(nanos / 2 + random.nextLong(nanos / 2 + 1));
    }

    /** After a success: begins anew. */
    public void reset() {
        next = first;
    }
}
