package org.cardpress.scheduler.store;

import java.time.Instant;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.record.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * A task that may be claimed, as dispatch needs to know it.
 *
 * @param priority of its order; higher goes first
 * @param host the only machine that may claim it; null for any
 * @param bytes room the worker needs on its disk (download), or least capacity of the card (write); 0 where it does not matter
 */
public record OpenTask(
        TaskId task,
        TaskKind kind,
        Instant notBefore,
        int priority,
        @Nullable String host,
        long bytes) {}
