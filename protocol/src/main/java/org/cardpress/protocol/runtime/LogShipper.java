package org.cardpress.protocol.runtime;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cardpress.protocol.client.LeaseCalls;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.LogChunk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a task's log to the scheduler from a thread of its own, so that no line makes the work wait. Sends again what was not
 * confirmed. A log that cannot be shipped never fails a task.
 */
final class LogShipper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogShipper.class);
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final LogBuffer buffer = new LogBuffer();
    private final Claim claim;
    private final LeaseCalls scheduler;
    private final Backoff backoff;
    private final Thread thread;
    private final Object lock = new Object();
    private boolean hurried;
    private final CancelSignal closed = new CancelSignal();
    private volatile boolean refused;

    LogShipper(Claim claim, LeaseCalls scheduler, Outside outside) {
        this.claim = claim;
        this.scheduler = scheduler;
        this.backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(3), outside.random());
        this.thread = new Thread(this::ship, "log-" + claim.taskId());
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void add(String line) {
        buffer.add(line);
        if (buffer.isPortionFull()) {
            wake();
        }
    }

    /** Waits until everything has arrived, the scheduler wants none of it, or the time is over. */
    void flush(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        synchronized (lock) {
            hurried = true;
            lock.notifyAll();
            while (!buffer.isEmpty() && !refused) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return;
                }
                lock.wait(left);
            }
        }
    }

    private void ship() {
        try {
            while (!closed.isRaised() && !refused) {
                Optional<LogBuffer.Portion> portion = awaited();
                if (portion.isPresent() && !send(portion.get())) {
                    closed.await(backoff.next());
                }
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /** The next portion; waits a little for it to grow. */
    private Optional<LogBuffer.Portion> awaited() throws InterruptedException {
        synchronized (lock) {
            if (buffer.isEmpty()) {
                hurried = false;
                lock.notifyAll();
            }
            long end = System.nanoTime() + LINGER.toNanos();
            long left = LINGER.toMillis();
            while (!hurried && !buffer.isPortionFull() && left > 0) {
                lock.wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            }
        }
        return buffer.portion();
    }

    private boolean send(LogBuffer.Portion portion) {
        try {
            LogChunk chunk = new LogChunk(claim.leaseToken(), portion.offset(), portion.text());
            buffer.confirmed(scheduler.log(claim.taskId(), chunk).nextOffset());
            backoff.reset();
            return true;
        } catch (ProblemException e) {
            if (LeaseKeeper.isLost(e.code()) || isFinal(e.code())) {
                LOG.warn("task {}: the scheduler takes no more of the log: {}", claim.taskId(), e.getMessage());
                refuse();
            }
            return false;
        } catch (SchedulerUnreachable e) {
            LOG.debug("task {}: log not shipped yet: {}", claim.taskId(), e.getMessage());
            return false;
        }
    }

    private static boolean isFinal(ErrorCode code) {
        return code == ErrorCode.MALFORMED || code == ErrorCode.TOO_LARGE || code == ErrorCode.NOT_ALLOWED;
    }

    private void refuse() {
        refused = true;
        wake();
    }

    private void wake() {
        synchronized (lock) {
            lock.notifyAll();
        }
    }

    /** Ends the shipping; what has not arrived is lost. */
    @Override
    public void close() {
        closed.raise(CancelSignal.Reason.SHUTDOWN);
        thread.interrupt();
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
