package org.cardpress.scheduler.queue;

import java.time.Instant;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.Task;
import org.jspecify.annotations.Nullable;

/**
 * One task as the forecast needs to know it.
 *
 * @param host machine it is pinned to, or runs on; null for any
 * @param since when the work at hand began: of a create or download task the attempt, of a card the status
 * @param last whether the status is the last one with work to do, so that its own progress tells the end
 */
record Step(
        TaskKind kind,
        Phase phase,
        @Nullable String host,
        Instant since,
        Instant notBefore,
        Progress progress,
        boolean last) {
    enum Phase {
        /** Nobody works on it. */
        WAITING,
        /** A worker holds it and waits for somebody to put in a card. */
        CARD_WANTED,
        RUNNING,
        DONE,
        FAILED
    }

    static Step of(Task task) {
        Lease lease = task.lease();
        return new Step(
                task.kind(),
                phase(task),
                lease == null ? task.host() : lease.host(),
                lease == null || task.kind() == TaskKind.WRITE ? task.statusAt() : lease.since(),
                task.notBefore(),
                task.progress(),
                task.stage() == Stage.FINISHING || task.kind() == TaskKind.DOWNLOAD && task.stage() == Stage.RUNNING);
    }

    boolean isOpen() {
        return phase == Phase.WAITING || phase == Phase.CARD_WANTED || phase == Phase.RUNNING;
    }

    private static Phase phase(Task task) {
        // The image is on the shelf: all that is left of the task is to take it off again.
        if (task.status() == TaskStatus.PENDING_END_OF_WRITES || task.status() == TaskStatus.PENDING_IMAGE_REMOVAL) {
            return Phase.DONE;
        }
        return switch (task.stage()) {
            case PENDING -> Phase.WAITING;
            case WAITING -> Phase.CARD_WANTED;
            case RESERVED, PREPARING, RUNNING, FINISHING -> Phase.RUNNING;
            case SUCCEEDED -> Phase.DONE;
            case FAILED, TIMEDOUT, CANCELED -> Phase.FAILED;
        };
    }
}
