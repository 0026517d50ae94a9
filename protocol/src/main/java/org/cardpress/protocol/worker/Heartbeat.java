package org.cardpress.protocol.worker;

import com.fasterxml.jackson.annotation.JsonCreator;
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
 * @param question what the slot asks a person; null where nothing
 */
@Serdeable
public record Heartbeat(
        String leaseToken,
        long seq,
        TaskStatus status,
        Progress progress,
        @Nullable String slot,
        @Nullable CardQuestion question) {
    @JsonCreator
    public Heartbeat {}

    /** Without a question. */
    public Heartbeat(String leaseToken, long seq, TaskStatus status, Progress progress, @Nullable String slot) {
        this(leaseToken, seq, status, progress, slot, null);
    }

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

    /**
     * Answer to a heartbeat.
     *
     * @param confirmed the yes of a person to the question that was asked; null as long as nobody said it
     */
    @Serdeable
    public record Answer(
            Order answer, Instant leaseUntil, @Nullable Confirmation confirmed) {
        @JsonCreator
        public Answer {}

        /** Where nothing was confirmed. */
        public Answer(Order answer, Instant leaseUntil) {
            this(answer, leaseUntil, null);
        }
    }
}
