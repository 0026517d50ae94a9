package org.cardpress.protocol.worker;

import io.micronaut.core.annotation.Creator;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /tasks/{id}/finish}.
 *
 * @param failedStatus the failure word that fits, such as {@code failed_to_upload}; null unless the outcome is FAILED
 * @param error why; null unless the outcome is FAILED
 * @param result what was made; null unless the outcome is SUCCEEDED
 * @param warnings what a person should look at although the task succeeded
 * @param card what became of the card that was used, well or badly; null where none was
 */
@Serdeable
public record Finish(
        String leaseToken,
        Outcome outcome,
        @Nullable TaskStatus failedStatus,
        @Nullable TaskError error,
        @Nullable TaskResult result,
        List<String> warnings,
        @Nullable CardReport card) {
    @Creator
    public Finish {
        warnings = List.copyOf(warnings);
    }

    /** Without a card. */
    public Finish(
            String leaseToken,
            Outcome outcome,
            @Nullable TaskStatus failedStatus,
            @Nullable TaskError error,
            @Nullable TaskResult result,
            List<String> warnings) {
        this(leaseToken, outcome, failedStatus, error, result, warnings, null);
    }

    /** Without the token, so that no log line shows it. */
    @Override
    public String toString() {
        return "Finish[" + outcome + "]";
    }

    /** How a lease ended. */
    @Serdeable
    public enum Outcome {
        SUCCEEDED,
        FAILED,
        CANCELED,
        /** The worker stops before it is done; the task is pending again and the attempt does not count. */
        GIVEN_BACK
    }
}
