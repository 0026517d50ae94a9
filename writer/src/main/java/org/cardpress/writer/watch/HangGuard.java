package org.cardpress.writer.watch;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the work on one card on a thread of its own and looks after it. A call that takes long is told; one that never ends costs
 * the card, not the slot's thread: that one goes on, and the card's thread has no way back to the card or the slot.
 */
public final class HangGuard {
    private static final Logger LOG = LoggerFactory.getLogger(HangGuard.class);

    private final String slot;
    private final Patience patience;
    private final LongSupplier nanos;

    /** @param nanos a clock that only goes forward */
    public HangGuard(String slot, Patience patience, LongSupplier nanos) {
        this.slot = slot;
        this.patience = patience;
        this.nanos = nanos;
    }

    /**
     * Runs the work and passes on what it returns or throws.
     *
     * @throws CardHung where the card was given up; {@code work} may still be inside a call then
     */
    public <T> T run(Work<T> work, Observer observer) throws Exception {
        CardLease lease = new CardLease(nanos);
        FutureTask<T> task = new FutureTask<>(() -> work.on(lease));
        Thread thread = new Thread(task, "card-" + slot);
        thread.setDaemon(true);
        thread.start();
        try {
            return supervise(task, lease, observer);
        } catch (CardHung left) {
            LOG.warn("slot {}: thread {} is left behind: {}", slot, thread.getName(), left.getMessage());
            throw left;
        } catch (InterruptedException stop) {
            lease.revoke();
            throw stop;
        }
    }

    private <T> T supervise(FutureTask<T> task, CardLease lease, Observer observer) throws Exception {
        boolean told = false;
        long unwantedSince = -1;
        long began = nanos.getAsLong();
        while (true) {
            try {
                return task.get(patience.tick().toNanos(), TimeUnit.NANOSECONDS);
            } catch (ExecutionException failed) {
                throw unwrapped(failed);
            } catch (TimeoutException stillAtWork) {
                Duration waiting = Duration.ofNanos(lease.waiting());
                long now = nanos.getAsLong() - began;
                unwantedSince = observer.isWanted() ? -1 : unwantedSince < 0 ? now : unwantedSince;
                boolean unwanted = unwantedSince >= 0
                        && now - unwantedSince >= patience.cancelled().toNanos();
                boolean tooLong = waiting.compareTo(patience.hung()) >= 0 || (unwanted && !waiting.isZero());
                if (tooLong && lease.revokeInCall()) {
                    throw new CardHung(waiting);
                }
                if (waiting.compareTo(patience.quiet()) >= 0 != told) {
                    told = !told;
                    if (told) {
                        observer.quiet(waiting);
                    } else {
                        observer.answersAgain();
                    }
                }
            }
        }
    }

    private static Exception unwrapped(ExecutionException failed) {
        if (failed.getCause() instanceof Error error) {
            throw error;
        }
        return failed.getCause() instanceof Exception cause ? cause : failed;
    }

    /** What is done with a card. Must get at it only through {@link CardLease#open}. */
    @FunctionalInterface
    public interface Work<T> {
        T on(CardLease lease) throws Exception;
    }

    /** Who wants to know. Called from the thread of {@link #run}. */
    public interface Observer {
        boolean isWanted();

        void quiet(Duration waiting);

        void answersAgain();
    }
}
