package org.cardpress.scheduler.dispatch;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;

/**
 * Where claims wait that found nothing, without holding a thread. Whoever came first is served first, as soon as the bell rings. At
 * most {@link #CAPACITY} may wait.
 */
final class WaitingRoom<T> {
    static final int CAPACITY = 2000;

    private final Alarm alarm;
    private final Set<Waiter<T>> waiters = new LinkedHashSet<>();
    private final AtomicBoolean rung = new AtomicBoolean();

    WaitingRoom(Alarm alarm) {
        this.alarm = alarm;
    }

    /**
     * Tries again at each ring until something is found or the time is over.
     *
     * @throws ProblemException {@code TOO_MANY} where the room is full
     */
    CompletableFuture<Optional<T>> enter(Supplier<Optional<T>> attempt, Duration wait) {
        Waiter<T> waiter = new Waiter<>(attempt, new CompletableFuture<>());
        synchronized (waiters) {
            if (waiters.size() >= CAPACITY) {
                throw new ProblemException(
                        ErrorCode.TOO_MANY, waiters.size() + " claims wait (expected at most " + CAPACITY + ")");
            }
            waiters.add(waiter);
        }
        waiter.answer().whenComplete((found, failure) -> leave(waiter));
        alarm.after(wait, () -> waiter.answer().complete(Optional.empty()));
        ring();
        return waiter.answer();
    }

    /** There may be something now. */
    void ring() {
        if (!isEmpty() && rung.compareAndSet(false, true)) {
            alarm.after(Duration.ZERO, this::serve);
        }
    }

    boolean isEmpty() {
        synchronized (waiters) {
            return waiters.isEmpty();
        }
    }

    private void serve() {
        rung.set(false);
        List<Waiter<T>> inTurn;
        synchronized (waiters) {
            inTurn = List.copyOf(waiters);
        }
        inTurn.forEach(WaitingRoom::attempt);
    }

    /** A caller that has gone cancelled its answer; for it nothing is claimed. */
    private static <T> void attempt(Waiter<T> waiter) {
        if (waiter.answer().isDone()) {
            return;
        }
        try {
            Optional<T> found = waiter.attempt().get();
            if (found.isPresent()) {
                waiter.answer().complete(found);
            }
        } catch (RuntimeException e) {
            waiter.answer().completeExceptionally(e);
        }
    }

    /** Sends everybody away empty-handed. */
    void close() {
        List<Waiter<T>> all;
        synchronized (waiters) {
            all = List.copyOf(waiters);
        }
        all.forEach(waiter -> waiter.answer().complete(Optional.empty()));
    }

    private void leave(Waiter<T> waiter) {
        synchronized (waiters) {
            waiters.remove(waiter);
        }
    }

    /** Compared by identity: its parts have no other equality. */
    private record Waiter<T>(Supplier<Optional<T>> attempt, CompletableFuture<Optional<T>> answer) {}
}
