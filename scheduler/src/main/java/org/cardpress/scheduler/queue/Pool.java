package org.cardpress.scheduler.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.PriorityQueue;

/** Places that take one task at a time each, such as the slots of a machine. For one thread. */
final class Pool {
    private final PriorityQueue<Instant> free = new PriorityQueue<>();
    private final boolean empty;

    Pool(int places, Instant now) {
        empty = places == 0;
        for (int i = 0; i < places; i++) {
            free.add(now);
        }
    }

    boolean isEmpty() {
        return empty;
    }

    /** A task that runs holds a place until then; for good where nobody can say. */
    void hold(Optional<Instant> until) {
        if (free.poll() != null) {
            until.ifPresent(free::add);
        }
    }

    /** When the first place is free; empty where nobody can say. */
    Optional<Instant> next() {
        return Optional.ofNullable(free.peek());
    }

    /** Gives the first place that is free to a task that may begin then; answers its end. Empty where nobody can say when one is free. */
    Optional<Instant> take(Instant notBefore, Duration work) {
        Instant first = free.poll();
        if (first == null) {
            return Optional.empty();
        }
        Instant end = (first.isBefore(notBefore) ? notBefore : first).plus(work);
        free.add(end);
        return Optional.of(end);
    }
}
