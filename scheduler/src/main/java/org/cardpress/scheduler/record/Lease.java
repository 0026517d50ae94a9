package org.cardpress.scheduler.record;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The right of one worker to work on one task.
 *
 * @param id names the lease in task tokens; not secret
 * @param tokenHash SHA-256 of the lease token, lower-case hex; the token itself is never kept
 * @param until when it ends unless renewed, by the scheduler's clock
 * @param seq of the last heartbeat; 0 before the first
 */
public record Lease(
        String id,
        String tokenHash,
        String account,
        String host,
        @Nullable String slot,
        Instant since,
        Instant until,
        long seq) {}
