package org.cardpress.scheduler.preflight;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;

/**
 * Bounds what callers can make this machine ask of others: one check at a time for an account and {@link #AT_ONCE} in all, {@link
 * #A_MINUTE} for an account in a minute. Remembers {@link #ACCOUNTS} accounts, the least recent go first. Safe for many threads.
 */
final class CheckTurns {
    static final int AT_ONCE = 4;
    static final int A_MINUTE = 10;

    private static final int ACCOUNTS = 10_000;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final Set<String> running = new HashSet<>();
    private final Map<String, Window> windows = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > ACCOUNTS;
        }
    };

    CheckTurns(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes a turn, which ends with {@link Turn#close}.
     *
     * @throws ProblemException {@code TOO_MANY}
     */
    synchronized Turn take(String account) {
        Instant now = clock.instant();
        Window window = windows.get(account);
        if (window == null || !now.isBefore(window.until)) {
            window = new Window(0, now.plus(WINDOW));
        }
        if (running.contains(account)) {
            throw tooMany("a check of " + account + " is under way (expected one at a time)");
        }
        if (running.size() >= AT_ONCE) {
            throw tooMany(running.size() + " checks are under way (expected a try in a moment)");
        }
        if (window.taken >= A_MINUTE) {
            throw tooMany(window.taken + " checks within a minute (expected the next try at " + window.until + ")");
        }
        windows.put(account, new Window(window.taken + 1, window.until));
        running.add(account);
        return () -> end(account);
    }

    private synchronized void end(String account) {
        running.remove(account);
    }

    private static ProblemException tooMany(String message) {
        return new ProblemException(ErrorCode.TOO_MANY, message);
    }

    /** One check under way. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    private record Window(int taken, Instant until) {}
}
