package org.cardpress.scheduler.dispatch;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daemon thread that serves all waiting claims. */
@Singleton
final class ThreadAlarm implements Alarm, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadAlarm.class);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, action -> {
        Thread daemon = new Thread(action, "dispatch");
        daemon.setDaemon(true);
        return daemon;
    });

    ThreadAlarm() {
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void after(Duration delay, Runnable action) {
        try {
            thread.schedule(() -> guarded(action), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("dispatch is closed: nobody waits any more");
        }
    }

    private static void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.error("waiting claims could not be served", e);
        }
    }

    @Override
    @PreDestroy
    public void close() {
        thread.shutdownNow();
    }
}
