package org.cardpress.protocol.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cardpress.protocol.client.LeaseCalls;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.Confirmation;
import org.cardpress.protocol.worker.Heartbeat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews one lease and passes on what the scheduler answers. Fences the worker: when no renewal succeeded for as long as a lease
 * lives, somebody else may have the task, so the work is stopped without a word. The time counts from the moment a successful
 * heartbeat was sent, on the monotonic clock. One thread renews, another watches the time, since a call that hangs must not hold up
 * the fence. Work that is to be finished alone ({@link #outlive}) is not fenced: the scheduler takes its lease back on with the next
 * word if nobody else has the task, and only a word of the scheduler stops it.
 */
final class LeaseKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration CALL = Duration.ofSeconds(10);

    private final Claim claim;
    private final LeaseCalls scheduler;
    private final Report report;
    private final CancelSignal signal;
    private final Outside outside;
    private final Backoff backoff;
    private final Thread renewals;
    private final Thread watch;
    private final CancelSignal closed = new CancelSignal();
    private final Object news = new Object();
    private volatile long renewedAt;
    private volatile boolean outlives;
    private volatile @Nullable Confirmation confirmed;
    private long notBefore;

    LeaseKeeper(Claim claim, LeaseCalls scheduler, Report report, CancelSignal signal, Outside outside) {
        this.claim = claim;
        this.scheduler = scheduler;
        this.report = report;
        this.signal = signal;
        this.outside = outside;
        this.backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(5), outside.random());
        this.renewedAt = now();
        this.notBefore = renewedAt;
        this.renewals = new Thread(this::keep, "lease-" + claim.taskId());
        this.watch = new Thread(this::watch, "fence-" + claim.taskId());
        this.renewals.setDaemon(true);
        this.watch.setDaemon(true);
    }

    void start() {
        renewals.start();
        watch.start();
    }

    /** Looks at the report now instead of soon. */
    void nudge() {
        synchronized (news) {
            news.notifyAll();
        }
    }

    /** The work goes on when the lease runs out. */
    void outlive() {
        outlives = true;
    }

    /** What a person confirmed last. */
    Optional<Confirmation> confirmed() {
        return Optional.ofNullable(confirmed);
    }

    private void keep() {
        try {
            while (!closed.isRaised()) {
                if (report.isDue() && now() - notBefore >= 0 && !renew()) {
                    return;
                }
                synchronized (news) {
                    news.wait(LOOK.toMillis());
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private void watch() {
        try {
            while (!closed.await(LOOK)) {
                if (left() <= 0 && outlives) {
                    LOG.warn("task {}: the scheduler is away, the work is finished without it", claim.taskId());
                    return;
                }
                if (left() <= 0) {
                    LOG.warn(
                            "task {}: lease not renewed for {} s, work is dropped",
                            claim.taskId(),
                            claim.leaseSeconds());
                    signal.raise(CancelSignal.Reason.ABANDON);
                    return;
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** Sends a heartbeat; false when the lease is known to be lost. */
    private boolean renew() {
        Heartbeat heartbeat = report.next(claim.leaseToken());
        long sentAt = now();
        long patience = outlives ? CALL.toMillis() : TimeUnit.NANOSECONDS.toMillis(left());
        Duration limit = Duration.ofMillis(Math.max(1, Math.min(CALL.toMillis(), patience)));
        try {
            Heartbeat.Answer answer = scheduler.heartbeat(claim.taskId(), heartbeat, limit);
            renewedAt = sentAt;
            report.told(heartbeat);
            if (answer.confirmed() != null) {
                confirmed = answer.confirmed();
            }
            backoff.reset();
            return obey(answer.answer());
        } catch (ProblemException e) {
            if (e.code() == ErrorCode.LEASE_LOST && outlives) {
                LOG.warn(
                        "task {}: somebody else has the task by now; the card is finished all the same",
                        claim.taskId());
                return false;
            }
            if (isLost(e.code())) {
                LOG.info("task {}: lease lost ({}), work is dropped", claim.taskId(), e.getMessage());
                signal.raise(CancelSignal.Reason.ABANDON);
                return false;
            }
            postpone(String.valueOf(e.getMessage()));
            return true;
        } catch (SchedulerUnreachable e) {
            if (!closed.isRaised()) {
                postpone(String.valueOf(e.getMessage()));
            }
            return true;
        }
    }

    private boolean obey(Heartbeat.Order order) {
        return switch (order) {
            case CONTINUE -> true;
            case CANCEL -> {
                // The lease goes on: cleaning up and the last word need it.
                signal.raise(CancelSignal.Reason.CANCEL);
                yield true;
            }
            case ABANDON -> {
                LOG.info("task {}: no longer ours, work is dropped", claim.taskId());
                signal.raise(CancelSignal.Reason.ABANDON);
                yield false;
            }
        };
    }

    /** Whether a refusal means that this lease will never be renewed again. */
    static boolean isLost(ErrorCode code) {
        return code == ErrorCode.LEASE_LOST || code == ErrorCode.NOT_FOUND || code == ErrorCode.GONE;
    }

    private void postpone(String why) {
        Duration wait = backoff.next();
        notBefore = now() + wait.toNanos();
        LOG.warn(
                "task {}: heartbeat failed, {} s of the lease left: {}",
                claim.taskId(),
                TimeUnit.NANOSECONDS.toSeconds(left()),
                why);
    }

    private long left() {
        return renewedAt + TimeUnit.SECONDS.toNanos(claim.leaseSeconds()) - now();
    }

    private long now() {
        return outside.nanos().getAsLong();
    }

    /** Ends the renewals; a heartbeat on its way is given up. */
    @Override
    public void close() {
        closed.raise(CancelSignal.Reason.SHUTDOWN);
        renewals.interrupt();
        try {
            renewals.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
