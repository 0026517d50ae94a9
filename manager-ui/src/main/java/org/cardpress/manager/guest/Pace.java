package org.cardpress.manager.guest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;

/**
 * How often something may be done under one name within a window of time. Remembers at most {@value #NAMES} names (about 2 MB); the
 * least recently used go first. Safe for many threads.
 */
final class Pace {
    static final int NAMES = 10_000;

    private final int most;
    private final Duration window;
    private final Clock clock;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > NAMES;
        }
    };

    Pace(int most, Duration window, Clock clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
    }

    /** @throws ProblemException {@code TOO_MANY} where the window has none left */
    synchronized void take(String name) {
        Instant now = clock.instant();
        Count count = counts.get(name);
        Count next = count == null || !now.isBefore(count.until)
                ? new Count(1, now.plus(window))
                : new Count(count.taken + 1, count.until);
        if (next.taken > most) {
            throw new ProblemException(
                    ErrorCode.TOO_MANY,
                    most + " calls in " + window.toSeconds() + " s (expected fewer; wait a minute and try again)");
        }
        counts.put(name, next);
    }

    private record Count(int taken, Instant until) {}
}
