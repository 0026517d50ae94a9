package org.cardpress.scheduler.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts failures under a name and refuses once there were too many in a window of time; success forgets them. Remembers a fixed
 * number of names, the least recently used go first. Safe for many threads.
 */
final class Throttle {
    private final int failures;
    private final Duration window;
    private final Clock clock;
    private final Map<String, Count> counts;

    Throttle(int failures, Duration window, int names, Clock clock) {
        this.failures = failures;
        this.window = window;
        this.clock = clock;
        this.counts = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
                return size() > names;
            }
        };
    }

    /**
     * Takes one try, as if it had failed: so that many tries at once are no way around. {@link #forgive} gives it back.
     *
     * @throws TooManyTries where the window has none left
     */
    synchronized void take(String name) {
        Instant now = clock.instant();
        Count count = counts.get(name);
        if (count == null || !now.isBefore(count.until)) {
            counts.put(name, new Count(1, now.plus(window)));
            return;
        }
        if (count.taken >= failures) {
            throw new TooManyTries(
                    Math.max(1, Duration.between(now, count.until).toSeconds() + 1));
        }
        counts.put(name, new Count(count.taken + 1, count.until));
    }

    synchronized void forget(String name) {
        counts.remove(name);
    }

    synchronized void forgive(String name) {
        counts.computeIfPresent(
                name, (key, count) -> count.taken <= 1 ? null : new Count(count.taken - 1, count.until));
    }

    private record Count(int taken, Instant until) {}
}
