package org.cardpress.protocol.worker;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /tasks/{id}/heartbeat}.
 *
 * @param seq rises with each heartbeat of a lease; an older one than the last changes nothing but renews
 * @param slot letter of the slot, once one is used
 */
@Serdeable
public record Heartbeat(
        String leaseToken,
        long seq,
        TaskStatus status,
        Progress progress,
        @Nullable String slot) {
    /** Without the token, so that no log line shows it. */
    @Override
    public String toString() {
        return "Heartbeat[" + seq + " " + status + "]";
    }

    /** What the worker is to do. */
    @Serdeable
    public enum Order {
        CONTINUE,
        /** Stop, clean up, finish with {@code CANCELED}. */
        CANCEL,
        /** The lease is no longer yours: stop, clean up, say nothing. */
        ABANDON
    }

    /** Answer to a heartbeat. */
    @Serdeable
    public record Answer(Order answer, Instant leaseUntil) {}
}
