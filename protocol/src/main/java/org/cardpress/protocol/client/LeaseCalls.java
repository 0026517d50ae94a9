package org.cardpress.protocol.client;

import java.time.Duration;
import java.util.Optional;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.protocol.worker.LogChunk;

/**
 * The four calls a worker makes. Each throws {@link org.cardpress.protocol.error.ProblemException} when the scheduler refuses and
 * {@link SchedulerUnreachable} when it gives no answer.
 */
public interface LeaseCalls {
    /** Asks for work; waits up to 30 s at the scheduler. Empty where there is none. */
    Optional<Claim> claim(ClaimRequest request);

    /** Renews the lease and tells how far the work is, giving up after {@code limit}. */
    Heartbeat.Answer heartbeat(String taskId, Heartbeat heartbeat, Duration limit);

    /** Sends a part of the log; the answer tells where the next part begins. */
    LogChunk.Answer log(String taskId, LogChunk chunk);

    /** Ends the lease. May be repeated. */
    void finish(String taskId, Finish finish);
}
