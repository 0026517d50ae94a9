package org.cardpress.protocol.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.CardQuestion;
import org.jspecify.annotations.Nullable;

/**
 * A task as the API shows it.
 *
 * @param card number of the card, from 1; 0 for other kinds
 * @param attempt number of the attempt at hand or last made; 0 before the first
 * @param superseded whether a person's retry replaced this task
 * @param notBefore when a waiting task may be claimed
 * @param error why the last attempt failed
 * @param question what its slot asks a person before it overwrites a card; null where nothing
 */
@Serdeable
public record TaskView(
        String id,
        String orderId,
        TaskKind kind,
        TaskStatus status,
        Stage stage,
        int card,
        int attempt,
        int maxAttempts,
        int lost,
        boolean superseded,
        @Nullable String host,
        @Nullable String slot,
        Progress progress,
        @Nullable TaskError error,
        @Nullable TaskResult result,
        Instant notBefore,
        Instant createdAt,
        Instant statusAt,
        @Nullable CardQuestion question) {
    @JsonCreator
    public TaskView {}

    /** Without a question. */
    public TaskView(
            String id,
            String orderId,
            TaskKind kind,
            TaskStatus status,
            Stage stage,
            int card,
            int attempt,
            int maxAttempts,
            int lost,
            boolean superseded,
            @Nullable String host,
            @Nullable String slot,
            Progress progress,
            @Nullable TaskError error,
            @Nullable TaskResult result,
            Instant notBefore,
            Instant createdAt,
            Instant statusAt) {
        this(
                id,
                orderId,
                kind,
                status,
                stage,
                card,
                attempt,
                maxAttempts,
                lost,
                superseded,
                host,
                slot,
                progress,
                error,
                result,
                notBefore,
                createdAt,
                statusAt,
                null);
    }
}
