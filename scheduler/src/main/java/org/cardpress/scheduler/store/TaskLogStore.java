package org.cardpress.scheduler.store;

import org.cardpress.scheduler.record.TaskId;

/**
 * Keeps the logs of tasks, a text for each attempt, in numbered chunks outside the orders. At most {@link #CAPACITY} characters an
 * attempt are kept; what comes later is counted and dropped. Safe for many threads; throws {@link StoreUnavailable}.
 */
public interface TaskLogStore {
    long CAPACITY = 4L << 20;

    /**
     * Appends the part of the text that is not there yet.
     *
     * @param offset where the text begins, in characters; beyond the end leaves a gap that is marked in the text
     * @return where the next text is to begin
     */
    long append(TaskId task, int attempt, long offset, String text);

    /** At most {@code max} characters from this offset on; empty at the end. */
    String read(TaskId task, int attempt, long offset, int max);

    void delete(TaskId task);
}
