package org.cardpress.scheduler.api;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.cardpress.scheduler.record.User;
import org.cardpress.scheduler.store.KeyedStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store for a sign of life. One question at a time: whoever asks meanwhile gets the same answer, so that nobody can tie up
 * threads by asking. No answer within two seconds is none.
 */
@Singleton
final class StorePulse {
    private static final Logger LOG = LoggerFactory.getLogger(StorePulse.class);
    private static final long SECONDS = 2;

    private final KeyedStore<User> users;
    private final ExecutorService threads;
    private CompletableFuture<Boolean> asked = CompletableFuture.completedFuture(true);

    StorePulse(KeyedStore<User> users, @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
        this.users = users;
        this.threads = threads;
    }

    synchronized CompletableFuture<Boolean> isAlive() {
        if (asked.isDone()) {
            asked = CompletableFuture.supplyAsync(this::ask, threads);
        }
        return asked.copy().completeOnTimeout(false, SECONDS, TimeUnit.SECONDS);
    }

    private boolean ask() {
        try {
            users.count();
            return true;
        } catch (RuntimeException e) {
            LOG.warn("the store gives no sign of life: {}", e.toString());
            return false;
        }
    }
}
