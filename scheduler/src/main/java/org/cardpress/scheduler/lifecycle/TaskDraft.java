package org.cardpress.scheduler.lifecycle;

import java.time.Instant;
import java.util.List;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskCards;
import org.cardpress.scheduler.record.TaskId;
import org.jspecify.annotations.Nullable;

/** A task while it is being moved. */
final class TaskDraft {
    final TaskId id;
    final int card;
    private final int maxAttempts;
    private final Instant createdAt;
    private TaskStatus status;
    private Instant statusAt;
    int attempt;
    int uncounted;
    int lost;
    Instant notBefore;

    @Nullable
    Lease lease;

    @Nullable
    String lastTokenHash;

    @Nullable
    String host;

    @Nullable
    String slot;

    Progress progress;

    @Nullable
    TaskError error;

    @Nullable
    TaskResult result;

    List<String> warnings;
    TaskCards cards;
    boolean superseded;

    TaskDraft(Task task) {
        id = task.id();
        card = task.card();
        maxAttempts = task.maxAttempts();
        createdAt = task.createdAt();
        status = task.status();
        statusAt = task.statusAt();
        attempt = task.attempt();
        uncounted = task.uncounted();
        lost = task.lost();
        notBefore = task.notBefore();
        lease = task.lease();
        lastTokenHash = task.lastTokenHash();
        host = task.host();
        slot = task.slot();
        progress = task.progress();
        error = task.error();
        result = task.result();
        warnings = task.warnings();
        cards = task.cards();
        superseded = task.superseded();
    }

    /** A task that nobody has touched. */
    static Task fresh(TaskId id, TaskStatus status, int card, int maxAttempts, @Nullable String host, Instant now) {
        return new Task(
                id,
                status,
                card,
                0,
                maxAttempts,
                0,
                0,
                now,
                null,
                null,
                host,
                null,
                Progress.NONE,
                null,
                null,
                List.of(),
                TaskCards.NONE,
                false,
                now,
                now);
    }

    void to(TaskStatus next, Instant now) {
        if (status != next) {
            status = next;
            statusAt = now;
            progress = Progress.NONE;
        }
    }

    TaskStatus status() {
        return status;
    }

    int counted() {
        return attempt - uncounted;
    }

    Task build() {
        return new Task(
                id,
                status,
                card,
                attempt,
                maxAttempts,
                uncounted,
                lost,
                notBefore,
                lease,
                lastTokenHash,
                host,
                slot,
                progress,
                error,
                result,
                warnings,
                cards,
                superseded,
                createdAt,
                statusAt);
    }
}
