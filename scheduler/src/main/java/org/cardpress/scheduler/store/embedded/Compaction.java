package org.cardpress.scheduler.store.embedded;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the data file small: now and then rewrites its sparse parts, in steps short enough for writers not to notice. */
final class Compaction implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Compaction.class);
    private static final int TARGET_FILL_PERCENT = 70;
    private static final int STEP_BYTES = 1 << 20;
    private static final int STEPS_PER_TURN = 16;

    private final ScheduledExecutorService timer;

    Compaction(DurableBackend backend, Duration interval) {
        timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "store-compaction");
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(
                () -> turn(backend), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void turn(DurableBackend backend) {
        try {
            for (int step = 0; step < STEPS_PER_TURN; step++) {
                if (!backend.compactStep(TARGET_FILL_PERCENT, STEP_BYTES)) {
                    return;
                }
            }
        } catch (RuntimeException e) {
            log.error("compaction of the embedded store failed", e);
        }
    }

    /** Lets a step that runs come to its end: an interrupt would close the data file under it. */
    @Override
    public void close() {
        ExecutorService ending = timer;
        ending.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (ending.awaitTermination(1, TimeUnit.MINUTES)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
