package org.cardpress.scheduler.tasklog;

import jakarta.inject.Singleton;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.worker.LogChunk;
import org.cardpress.scheduler.dispatch.Dispatcher;
import org.cardpress.scheduler.order.OrderBook;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.store.TaskLogStore;
import org.jspecify.annotations.Nullable;

/** Takes log pieces from whoever holds the lease, and reads them back. Safe for many threads. */
@Singleton
public final class TaskLogs {
    /** Characters in a piece, sent or read. */
    public static final int PIECE = 64 << 10;

    private final TaskLogStore store;
    private final Dispatcher dispatcher;
    private final OrderBook book;

    public TaskLogs(TaskLogStore store, Dispatcher dispatcher, OrderBook book) {
        this.store = store;
        this.dispatcher = dispatcher;
        this.book = book;
    }

    /** Appends what is not there yet; answers where the next piece begins. */
    public long append(TaskId id, LogChunk chunk, Actor worker) {
        if (chunk.offset() < 0) {
            throw new ProblemException(ErrorCode.MALFORMED, "offset " + chunk.offset() + " (expected 0 or more)");
        }
        if (chunk.text().length() > PIECE) {
            throw new ProblemException(
                    ErrorCode.TOO_LARGE,
                    "text of " + chunk.text().length() + " characters (expected at most " + PIECE + ")");
        }
        Task task = dispatcher.prove(id, chunk.leaseToken(), worker);
        return store.append(id, task.attempt(), chunk.offset(), chunk.text());
    }

    /**
     * A piece of the log from this offset on; empty at the end.
     *
     * @param attempt from 1; null for the last one
     */
    public String read(TaskId id, @Nullable Integer attempt, long offset, Actor caller) {
        Task task = book.task(id, caller);
        if (offset < 0) {
            throw new ProblemException(ErrorCode.MALFORMED, "offset " + offset + " (expected 0 or more)");
        }
        if (attempt != null && (attempt < 1 || attempt > task.attempt())) {
            throw new ProblemException(
                    ErrorCode.NOT_FOUND,
                    "attempt " + attempt + " of task " + id + " (there were " + task.attempt() + " so far)");
        }
        return store.read(id, attempt == null ? task.attempt() : attempt, offset, PIECE);
    }
}
