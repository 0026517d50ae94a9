package org.cardpress.protocol.runtime;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.protocol.worker.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler should know of a task, and whether it is time to tell it: a new status or slot at once, progress that a person
 * would see at most once a second, anything else with the next renewal. Safe for many threads.
 */
final class Report {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanos;
    private final long renewEvery;
    private final RateMeter rate = new RateMeter();
    private TaskStatus status = TaskStatus.RECEIVED;
    private long done;
    private long total;
    private long bytesPerSecond;
    private @Nullable String message;
    private @Nullable String slot;
    private @Nullable CardQuestion question;
    private boolean pressing;
    private @Nullable Heartbeat told;
    private long toldAt;
    private long seq;

    Report(LongSupplier nanos, int heartbeatSeconds) {
        this.nanos = nanos;
        this.renewEvery = heartbeatSeconds * SECOND;
        this.toldAt = nanos.getAsLong();
    }

    synchronized void status(TaskStatus entered) {
        status = entered;
        done = 0;
        total = 0;
        bytesPerSecond = 0;
        message = null;
        rate.reset();
    }

    synchronized TaskStatus status() {
        return status;
    }

    synchronized void slot(String name) {
        slot = name;
    }

    synchronized void ask(@Nullable CardQuestion asked) {
        question = asked;
    }

    /** Answers matter now: they are asked for every second. */
    synchronized void press() {
        pressing = true;
    }

    /** Called for each block of a card: what is told is made when it is sent. */
    synchronized void progress(long doneNow, long ofTotal, @Nullable String saying) {
        done = doneNow;
        total = ofTotal;
        bytesPerSecond = rate.sample(nanos.getAsLong(), doneNow);
        message = saying;
    }

    private Progress progress() {
        return new Progress(done, total, bytesPerSecond, message);
    }

    synchronized boolean isDue() {
        long since = nanos.getAsLong() - toldAt;
        if (since >= renewEvery || since >= SECOND && (pressing || question != null)) {
            return true;
        }
        Heartbeat last = told;
        boolean news = last == null
                ? status != TaskStatus.RECEIVED || slot != null
                : last.status() != status
                        || !Objects.equals(last.slot(), slot)
                        || !Objects.equals(last.question(), question);
        return news || (since >= SECOND && isVisible(last == null ? Progress.NONE : last.progress()));
    }

    private boolean isVisible(Progress last) {
        if (!Objects.equals(last.message(), message) || last.total() != total) {
            return true;
        }
        return Math.abs(done - last.done()) * 100.0 >= Math.max(1, total);
    }

    synchronized Heartbeat next(String leaseToken) {
        seq++;
        return new Heartbeat(leaseToken, seq, status, progress(), slot, question);
    }

    synchronized void told(Heartbeat heartbeat) {
        told = heartbeat;
        toldAt = nanos.getAsLong();
    }
}
