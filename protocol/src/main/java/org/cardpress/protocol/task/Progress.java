package org.cardpress.protocol.task;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * How far a task is.
 *
 * @param done bytes done in this status
 * @param total bytes to do in this status; 0 where not known
 * @param rate bytes a second, lately
 * @param message the step at hand, for a person
 */
@Serdeable
public record Progress(
        long done, long total, long rate, @Nullable String message) {
    public static final Progress NONE = new Progress(0, 0, 0, null);

    public Progress {
        if (done < 0 || total < 0 || rate < 0) {
            throw new IllegalArgumentException(
                    "progress " + done + "/" + total + " at " + rate + " (expected no negative number)");
        }
    }

    /** Seconds left at the present rate; -1 where that cannot be told. */
    public long etaSeconds() {
        if (total == 0 || rate == 0) {
            return -1;
        }
        return Math.max(0, total - done) / rate;
    }
}
