package org.cardpress.scheduler.auth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts tries under a name and refuses once there were too many in a window of time: of logins that fail, of links that do not hold,
 * of uses of one link, of waits of one. Remembers {@value #NAMES} names (about 3 MB at 120 characters each), the least recently used go first. Safe for
 * many threads.
 */
public final class Throttle {
    static final int NAMES = 10_000;

    private final String what;
    private final int most;
    private final Duration window;
    private final Clock clock;
    private final Map<String, Count> counts;

    /**
     * @param what is counted, as the refusal says it: {@code failed logins}
     * @param most tries within the window
     */
    public Throttle(String what, int most, Duration window, Clock clock) {
        this.what = what;
        this.most = most;
        this.window = window;
        this.clock = clock;
        this.counts = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
                return size() > NAMES;
            }
        };
    }

    /**
     * Takes one try; of a login as if it had failed, so that many at once are no way around. {@link #forgive} gives it back.
     *
     * @throws TooManyTries where the window has none left
     */
    public synchronized void take(String name) {
        Instant now = clock.instant();
        Count count = counts.get(name);
        if (count == null || !now.isBefore(count.until)) {
            counts.put(name, new Count(1, now.plus(window)));
            return;
        }
        if (count.taken >= most) {
            throw new TooManyTries(
                    what, Math.max(1, Duration.between(now, count.until).toSeconds() + 1));
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
