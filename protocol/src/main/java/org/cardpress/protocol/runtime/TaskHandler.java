package org.cardpress.protocol.runtime;

import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.worker.Claim;

/** The work itself: all that a module writes. Called by one thread for each {@link WorkerLoop}. */
@FunctionalInterface
public interface TaskHandler {
    /**
     * Does the task and leaves nothing half-made behind, however it ends.
     *
     * @return what was made: the task has succeeded
     * @throws TaskFailure if the work failed for a reason the handler knows
     * @throws TaskStopped if the {@link CancelSignal} was raised; usually by {@link CancelSignal#throwIfRaised()}
     * @throws Exception anything else counts as a fault of the program: told as {@code internal}, retryable, unless the signal was
     *     raised before, such as by a socket that a callback closed
     */
    TaskResult run(Claim claim, TaskContext context) throws Exception;
}
