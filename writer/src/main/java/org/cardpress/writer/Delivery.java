package org.cardpress.writer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.cardpress.protocol.client.LeaseCalls;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.protocol.worker.LogChunk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The calls of the slots to the scheduler, with a memory: what is said last about a card is on disk before it is said, and goes on
 * being said by a thread of its own when the slot has given up, or the writer was started anew. The scheduler takes a word twice as
 * if it had come once.
 */
final class Delivery implements LeaseCalls, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    /** Longer than a slot that is still trying waits between two tries. */
    private static final Duration SLOTS_TURN = Duration.ofSeconds(60);

    private final LeaseCalls scheduler;
    private final Undelivered words;
    private final LongSupplier nanos;
    private final Duration every;
    private final Map<String, Long> tried = new ConcurrentHashMap<>();
    private final CancelSignal stopping = new CancelSignal();
    private final Thread thread = new Thread(this::deliver, "delivery");

    /** @param every how often to look for words that nobody says any more */
    Delivery(LeaseCalls scheduler, Undelivered words, LongSupplier nanos, Duration every) {
        this.scheduler = scheduler;
        this.words = words;
        this.nanos = nanos;
        this.every = every;
        thread.setDaemon(true);
    }

    /** What an earlier run left behind is said at once. */
    void start() throws IOException {
        long longAgo = nanos.getAsLong() - SLOTS_TURN.toNanos();
        words.tasks().forEach(taskId -> tried.put(taskId, longAgo));
        thread.start();
    }

    @Override
    public Optional<Claim> claim(ClaimRequest request) {
        return scheduler.claim(request);
    }

    @Override
    public Heartbeat.Answer heartbeat(String taskId, Heartbeat heartbeat, Duration limit) {
        return scheduler.heartbeat(taskId, heartbeat, limit);
    }

    @Override
    public LogChunk.Answer log(String taskId, LogChunk chunk) {
        return scheduler.log(taskId, chunk);
    }

    @Override
    public void finish(String taskId, Finish finish) {
        if (finish.card() == null) {
            scheduler.finish(taskId, finish);
            return;
        }
        try {
            tried.put(taskId, nanos.getAsLong());
            words.keep(taskId, finish);
        } catch (IOException full) {
            LOG.error("task {}: its card could not be noted on disk", taskId, full);
        }
        say(taskId, finish);
    }

    private void say(String taskId, Finish finish) {
        try {
            scheduler.finish(taskId, finish);
        } catch (ProblemException refused) {
            if (isFinal(refused.code())) {
                forget(taskId, finish);
            }
            throw refused;
        }
        forget(taskId, finish);
    }

    private void forget(String taskId, Finish finish) {
        try {
            words.forget(taskId, finish.leaseToken());
            tried.remove(taskId);
        } catch (IOException stays) {
            LOG.warn("task {}: said, and will be said once more: {}", taskId, stays.getMessage());
        }
    }

    private void deliver() {
        try {
            do {
                for (String taskId : words.tasks()) {
                    Optional<Finish> word = isLeft(taskId) ? words.find(taskId) : Optional.empty();
                    if (word.isPresent()) {
                        deliver(taskId, word.get());
                    }
                }
            } while (!stopping.await(every));
        } catch (InterruptedException stop) {
            LOG.debug("interrupted");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Nobody else says it: a slot that has just finished its card says it itself, after the task's log. */
    private boolean isLeft(String taskId) {
        long now = nanos.getAsLong();
        Long last = tried.putIfAbsent(taskId, now);
        return last != null && now - last >= SLOTS_TURN.toNanos();
    }

    private void deliver(String taskId, Finish word) {
        try {
            say(taskId, word);
            LOG.info("task {}: the scheduler is told at last: {}", taskId, word.outcome());
        } catch (ProblemException refused) {
            LOG.warn("task {}: the scheduler refused {}: {}", taskId, word.outcome(), refused.getMessage());
        } catch (SchedulerUnreachable away) {
            LOG.debug("task {}: not told yet: {}", taskId, away.getMessage());
        }
    }

    private static boolean isFinal(ErrorCode code) {
        return switch (code) {
            case LEASE_LOST, GONE, NOT_FOUND, MALFORMED, NOT_ALLOWED, CONFLICT, REVISION, TOO_LARGE -> true;
            case LOGIN_REFUSED, TOKEN_REFUSED, TOO_MANY, INTERNAL, UNAVAILABLE, HOST_PENDING, HOST_DISABLED -> false;
        };
    }

    @Override
    public void close() {
        stopping.raise(CancelSignal.Reason.SHUTDOWN);
    }
}
