package org.cardpress.protocol.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells work to stop, once. Work asks it between steps, waits on it, or registers a callback that ends what blocks, such as a
 * socket. No thread is interrupted, so cleaning up can use files and sockets. Safe for many threads.
 */
public final class CancelSignal {
    private static final Logger LOG = LoggerFactory.getLogger(CancelSignal.class);

    private final CountDownLatch raised = new CountDownLatch(1);
    private final List<Runnable> callbacks = new ArrayList<>();
    private @Nullable Reason reason;

    /** Why work is to stop; a later one outranks those before it. */
    public enum Reason {
        /** The worker ends: give the lease back. */
        SHUTDOWN,
        /** The scheduler wants no more of it: finish as canceled. */
        CANCEL,
        /** The lease is lost: say nothing. */
        ABANDON
    }

    /** Takes a callback back. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** Raises the signal. Raised again, it only takes over a higher reason. */
    public void raise(Reason why) {
        List<Runnable> told;
        synchronized (this) {
            Reason before = reason;
            if (before == null || why.compareTo(before) > 0) {
                reason = why;
            }
            if (before != null) {
                return;
            }
            told = List.copyOf(callbacks);
            callbacks.clear();
        }
        raised.countDown();
        told.forEach(CancelSignal::call);
    }

    public boolean isRaised() {
        return raised.getCount() == 0;
    }

    public synchronized Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    /** Ends the work here with {@link TaskStopped} if the signal is raised. */
    public void throwIfRaised() {
        if (isRaised()) {
            throw new TaskStopped(reason().orElse(Reason.CANCEL));
        }
    }

    /** Waits until the signal is raised or the time is over; tells which: true when raised. */
    public boolean await(Duration time) throws InterruptedException {
        return raised.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Has the callback run when the signal is raised, at once if it is already, by the thread that raises it. It must be quick, and
     * may run while the registration is being closed.
     */
    public Registration onRaise(Runnable callback) {
        synchronized (this) {
            if (reason == null) {
                callbacks.add(callback);
                return () -> forget(callback);
            }
        }
        call(callback);
        return () -> {};
    }

    private synchronized void forget(Runnable callback) {
        callbacks.remove(callback);
    }

    private static void call(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            LOG.warn("a callback of a stopped task failed", e);
        }
    }
}
