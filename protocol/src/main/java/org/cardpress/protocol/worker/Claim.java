package org.cardpress.protocol.worker;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.cardpress.protocol.task.TaskKind;

/**
 * Answer to {@code POST /tasks/claim}: one task, and all that is needed to do it.
 *
 * @param taskId the task
 * @param orderId its order
 * @param attempt 1 for the first attempt
 * @param leaseToken proves the lease in every later call
 * @param leaseSeconds how long the lease lives without a heartbeat
 * @param heartbeatSeconds how often to renew it
 */
@Serdeable
public record Claim(
        String taskId,
        String orderId,
        TaskKind kind,
        int attempt,
        TaskSpec spec,
        List<Grant> grants,
        String leaseToken,
        int leaseSeconds,
        int heartbeatSeconds) {
    public Claim {
        grants = List.copyOf(grants);
    }

    /** Without the token, so that no log line shows it. */
    @Override
    public String toString() {
        return "Claim[" + taskId + " attempt " + attempt + "]";
    }
}
