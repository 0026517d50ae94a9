package org.cardpress.manager.live;

import java.util.Optional;
import java.util.function.Function;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ProblemException;

/** One thing that is followed: what it was last, and whether the scheduler still answers. Asked by one thread after the other. */
final class Following<V> {
    private final Function<V, Optional<V>> next;
    private volatile V known;
    private volatile boolean stale;

    /** @param next waits for another state than the given one; empty where there was none for a while */
    Following(V first, Function<V, Optional<V>> next) {
        this.known = first;
        this.next = next;
    }

    /** The next state; the same again where nothing happened. */
    Seen<V> later() {
        try {
            known = next.apply(known).orElse(known);
            stale = false;
        } catch (SchedulerUnreachable e) {
            stale = true;
        } catch (ProblemException e) {
            if (!Watches.isAway(e)) {
                throw e;
            }
            stale = true;
        }
        return new Seen<>(known, stale);
    }

    boolean isStale() {
        return stale;
    }
}
