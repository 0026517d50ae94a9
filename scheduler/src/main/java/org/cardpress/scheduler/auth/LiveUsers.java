package org.cardpress.scheduler.auth;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cardpress.scheduler.record.User;
import org.cardpress.scheduler.store.KeyedStore;

/**
 * The accounts as they are now, give or take {@link #FRESH}: each call needs its caller's record, and the store should not be asked
 * each time. A change made through this scheduler is seen at once; one made through another scheduler on the same store within
 * {@link #FRESH}. Remembers at most 1,000 accounts. Safe for many threads.
 */
@Singleton
public final class LiveUsers {
    static final Duration FRESH = Duration.ofSeconds(2);
    private static final int MOST = 1_000;

    private final KeyedStore<User> store;
    private final Clock clock;
    private final Map<String, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST;
        }
    };
    private long changes;

    public LiveUsers(KeyedStore<User> store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public Optional<User> find(String username) {
        Instant now = clock.instant();
        long before;
        synchronized (this) {
            Known hit = known.get(username);
            if (hit != null && now.isBefore(hit.until)) {
                return hit.user;
            }
            before = changes;
        }
        Optional<User> user = store.find(username);
        synchronized (this) {
            if (before == changes) {
                known.put(username, new Known(user, now.plus(FRESH)));
            }
        }
        return user;
    }

    /** To be called after each change of an account, so that what was read before it is not believed any more. */
    public synchronized void forget(String username) {
        changes++;
        known.remove(username);
    }

    private record Known(Optional<User> user, Instant until) {}
}
