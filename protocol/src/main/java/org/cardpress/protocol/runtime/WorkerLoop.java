package org.cardpress.protocol.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.cardpress.protocol.client.LeaseCalls;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Claims a task, runs it, says how it ended, and begins anew, in a thread of its own that keeps the program alive. Knows nothing of
 * the work. A program that does several tasks at once has several loops, see {@link Workers}.
 */
public final class WorkerLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerLoop.class);
    /** A poll that brings nothing sooner than this was not held by the scheduler. */
    private static final long HELD = TimeUnit.SECONDS.toNanos(1);
    /** How long cleaning up and giving back may take. */
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private final String name;
    private final Supplier<ClaimRequest> asks;
    private final TaskHandler handler;
    private final LeaseCalls scheduler;
    private final Workspace workspace;
    private final Duration grace;
    private final Outside outside;
    private final Backoff backoff;
    private final CancelSignal stopping = new CancelSignal();
    private final Thread thread;
    private final Object lock = new Object();
    private boolean polling;
    private @Nullable TaskRun current;
    private String complaint = "";

    /**
     * @param name of the loop in logs, such as {@code slot-A}
     * @param asks what to ask for, evaluated for each claim
     * @param directory for the files of its tasks; of this loop alone, emptied now
     * @param grace how long a task may go on after {@link #close}
     * @throws IOException if the directory cannot be used
     */
    public WorkerLoop(
            String name,
            Supplier<ClaimRequest> asks,
            TaskHandler handler,
            LeaseCalls scheduler,
            Path directory,
            Duration grace,
            Outside outside)
            throws IOException {
        this.name = name;
        this.asks = asks;
        this.handler = handler;
        this.scheduler = scheduler;
        this.workspace = Workspace.open(directory);
        this.grace = grace;
        this.outside = outside;
        this.backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), outside.random());
        this.thread = new Thread(this::loop, name);
    }

    public void start() {
        thread.start();
    }

    private void loop() {
        try (workspace) {
            while (!stopping.isRaised()) {
                Optional<Claim> claim = claim();
                if (claim.isPresent()) {
                    work(claim.get());
                }
            }
        } catch (InterruptedException e) {
            LOG.info("{}: interrupted", name);
        } catch (IOException e) {
            LOG.warn("{}: directory not cleared at the end", name, e);
        }
        LOG.info("{}: stopped", name);
    }

    private void work(Claim claim) throws InterruptedException {
        TaskRun run = new TaskRun(claim, handler, scheduler, workspace, outside);
        synchronized (lock) {
            current = run;
            if (stopping.isRaised()) {
                run.shutDown();
            }
        }
        try {
            run.run(stopping);
        } finally {
            synchronized (lock) {
                current = null;
            }
        }
    }

    /** Asks once; waits where asking again at once would be of no use. */
    private Optional<Claim> claim() throws InterruptedException {
        long began = outside.nanos().getAsLong();
        try {
            Optional<Claim> claim = poll(asks.get());
            complaint = "";
            if (claim.isPresent() || outside.nanos().getAsLong() - began >= HELD) {
                backoff.reset();
                return claim;
            }
        } catch (ProblemException | SchedulerUnreachable e) {
            complain(String.valueOf(e.getMessage()), null);
        } catch (RuntimeException e) {
            complain(String.valueOf(e.getMessage()), e);
        }
        outside.pause().sleep(backoff.next(), stopping);
        return Optional.empty();
    }

    private Optional<Claim> poll(ClaimRequest request) {
        synchronized (lock) {
            if (stopping.isRaised()) {
                return Optional.empty();
            }
            polling = true;
        }
        try {
            return scheduler.claim(request);
        } finally {
            synchronized (lock) {
                polling = false;
                if (stopping.isRaised()) {
                    // The interruption was for the poll; giving back what it brought must not be hit by it.
                    Thread.interrupted();
                }
            }
        }
    }

    /** Logs the first of a row of equal complaints. */
    private void complain(String why, @Nullable RuntimeException fault) {
        if (!why.equals(complaint) && !stopping.isRaised()) {
            complaint = why;
            LOG.warn("{}: no task claimed, asking again: {}", name, why, fault);
        }
    }

    /** Claims no more and returns at once; what only waits is given back now. */
    void beginStop() {
        stopping.raise(CancelSignal.Reason.SHUTDOWN);
        synchronized (lock) {
            if (polling) {
                thread.interrupt();
            }
            TaskRun run = current;
            if (run != null && run.isWaiting()) {
                run.shutDown();
            }
        }
    }

    /** Ends as SIGTERM should: claims no more, lets the task end within the grace time, else has it given back. */
    @Override
    public void close() {
        beginStop();
        try {
            if (thread.getState() == Thread.State.NEW) {
                workspace.close();
                return;
            }
            thread.join(Math.max(1, grace.toMillis()));
            synchronized (lock) {
                TaskRun run = current;
                if (run != null) {
                    run.shutDown();
                }
            }
            thread.join(SETTLE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.warn("{}: directory not cleared at the end", name, e);
        }
        if (thread.isAlive()) {
            LOG.warn("{}: the task did not end in time, its lease is left to expire", name);
        }
    }
}
