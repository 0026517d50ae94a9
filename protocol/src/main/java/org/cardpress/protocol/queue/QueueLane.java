package org.cardpress.protocol.queue;

import io.micronaut.serde.annotation.Serdeable;
import org.cardpress.protocol.task.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one kind that wait for, or run on, one machine.
 *
 * @param host machine; null for tasks that any may take
 * @param waiting tasks that nobody works on yet
 * @param running tasks that a worker is at
 * @param places tasks that can run at a time, of machines that spoke up lately
 * @param measured how many tasks of this kind were measured
 * @param usualSeconds the median of those; null where there is none
 */
@Serdeable
public record QueueLane(
        TaskKind kind,
        @Nullable String host,
        int waiting,
        int running,
        int places,
        int measured,
        @Nullable Long usualSeconds) {}
