package org.cardpress.scheduler.record;

import java.time.Instant;
import java.util.List;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * One step of an order.
 *
 * @param card number of the card, from 1; 0 for other kinds
 * @param attempt attempts begun
 * @param maxAttempts attempts allowed before the task fails for good
 * @param uncounted of the attempts begun, those that do not count: given back, lost, or made before the task turned to removing
 * @param lost leases that ran out without a word from the worker
 * @param notBefore when it may be claimed, where it is pending
 * @param lease of the worker at it; null where nobody is
 * @param lastTokenHash of the last lease that finished this task, so that a repeated finish is recognised
 * @param host machine it is pinned to; null for any
 * @param slot slot it was last worked on in
 * @param cards of a write task; none of others
 * @param superseded whether a person's retry replaced it
 */
public record Task(
        TaskId id,
        TaskStatus status,
        int card,
        int attempt,
        int maxAttempts,
        int uncounted,
        int lost,
        Instant notBefore,
        @Nullable Lease lease,
        @Nullable String lastTokenHash,
        @Nullable String host,
        @Nullable String slot,
        Progress progress,
        @Nullable TaskError error,
        @Nullable TaskResult result,
        List<String> warnings,
        TaskCards cards,
        boolean superseded,
        Instant createdAt,
        Instant statusAt) {
    public Task {
        if (!status.belongsTo(id.kind())) {
            throw new IllegalArgumentException(
                    "status " + status.wire() + " on a " + id.kind().wire() + " task");
        }
        warnings = List.copyOf(warnings);
    }

    /** Attempts that count against {@code maxAttempts}. */
    public int counted() {
        return attempt - uncounted;
    }

    public TaskKind kind() {
        return id.kind();
    }

    public Stage stage() {
        return status.stage();
    }
}
