package org.cardpress.manager.session;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All sessions, in memory: after a restart people sign in again. Bounded: the one not seen longest makes room, a person's own first,
 * so that nobody can push out others by signing in again and again.
 */
@Singleton
public final class Sessions {
    static final int MOST = 1000;
    static final int MOST_OF_ONE = 20;
    static final Duration IDLE = Duration.ofHours(8);
    static final Duration LONGEST = Duration.ofDays(7);

    private final Clock clock;
    private final Secrets secrets;
    /** The one not seen longest comes first. */
    private final LinkedHashMap<String, SignedIn> byId = new LinkedHashMap<>(64, 0.75f, true);

    public Sessions(Clock clock, Secrets secrets) {
        this.clock = clock;
        this.secrets = secrets;
    }

    /** Begins a session; the id is for the person's browser alone. */
    public synchronized String begin(SignedIn person) {
        forgetIdle();
        long own = byId.values().stream()
                .filter(each -> each.username().equals(person.username()))
                .count();
        if (own >= MOST_OF_ONE) {
            forgetFirst(person.username());
        }
        if (byId.size() >= MOST) {
            byId.remove(byId.keySet().iterator().next());
        }
        String id = secrets.next();
        byId.put(id, person);
        return id;
    }

    /** Who holds this id, where the session has not ended. */
    public synchronized Optional<SignedIn> find(String id) {
        SignedIn person = byId.get(id);
        if (person == null) {
            return Optional.empty();
        }
        if (isOver(person)) {
            byId.remove(id);
            return Optional.empty();
        }
        person.seen(clock.instant());
        return Optional.of(person);
    }

    public synchronized void end(SignedIn person) {
        byId.values().removeIf(each -> each == person);
    }

    /** Whether this session still goes on; asking does not prolong it. */
    public synchronized boolean goesOn(SignedIn person) {
        return !isOver(person) && byId.containsValue(person);
    }

    private boolean isOver(SignedIn person) {
        Instant now = clock.instant();
        return now.isAfter(person.lastSeen().plus(IDLE))
                || now.isAfter(person.since().plus(LONGEST));
    }

    private void forgetIdle() {
        byId.values().removeIf(this::isOver);
    }

    private void forgetFirst(String username) {
        Iterator<Map.Entry<String, SignedIn>> all = byId.entrySet().iterator();
        while (all.hasNext()) {
            if (all.next().getValue().username().equals(username)) {
                all.remove();
                return;
            }
        }
    }
}
