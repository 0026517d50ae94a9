package org.cardpress.protocol.runtime;

import java.time.Duration;
import org.cardpress.protocol.client.LeaseCalls;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.Finish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how a task ended, again and again until the scheduler has answered: work that is done must outlive a scheduler that is being
 * restarted. The scheduler decides whether the lease still counts, so asking late does no harm.
 */
final class LastWord {
    private static final Logger LOG = LoggerFactory.getLogger(LastWord.class);
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Duration PATIENCE_WHEN_STOPPING = Duration.ofSeconds(10);

    private final LeaseCalls scheduler;
    private final Outside outside;

    LastWord(LeaseCalls scheduler, Outside outside) {
        this.scheduler = scheduler;
        this.outside = outside;
    }

    /**
     * Says it, and waits for the answer.
     *
     * @param stopping raised when the worker ends: then it is tried a few seconds longer, and no more
     * @return whether the scheduler took it
     */
    boolean say(Claim claim, Finish finish, CancelSignal stopping) throws InterruptedException {
        Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15), outside.random());
        long began = outside.nanos().getAsLong();
        boolean inHurry = stopping.isRaised();
        while (true) {
            String why;
            try {
                scheduler.finish(claim.taskId(), finish);
                return true;
            } catch (ProblemException e) {
                if (isFinal(e.code())) {
                    LOG.warn("task {}: the scheduler refused {}: {}", claim.taskId(), finish.outcome(), e.getMessage());
                    return false;
                }
                why = String.valueOf(e.getMessage());
            } catch (SchedulerUnreachable e) {
                why = String.valueOf(e.getMessage());
            }
            if (stopping.isRaised() && !inHurry) {
                inHurry = true;
                began = outside.nanos().getAsLong();
            }
            long patience = (inHurry ? PATIENCE_WHEN_STOPPING : PATIENCE).toNanos();
            if (outside.nanos().getAsLong() - began >= patience) {
                LOG.error(
                        "task {}: {} could not be told, the lease is left to expire: {}",
                        claim.taskId(),
                        finish.outcome(),
                        why);
                return false;
            }
            LOG.info("task {}: {} not told yet, trying again: {}", claim.taskId(), finish.outcome(), why);
            Duration wait = backoff.next();
            if (inHurry) {
                outside.pause()
                        .sleep(
                                wait.compareTo(Duration.ofSeconds(1)) < 0 ? wait : Duration.ofSeconds(1),
                                new CancelSignal());
            } else {
                outside.pause().sleep(wait, stopping);
            }
        }
    }

    private static boolean isFinal(ErrorCode code) {
        return switch (code) {
            case LOGIN_REFUSED, TOKEN_REFUSED, TOO_MANY, INTERNAL, UNAVAILABLE, HOST_PENDING, HOST_DISABLED -> false;
            case MALFORMED, NOT_ALLOWED, NOT_FOUND, CONFLICT, LEASE_LOST, GONE, REVISION, TOO_LARGE -> true;
        };
    }
}
