package org.cardpress.scheduler.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
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
        long bytes) {
    /** The mirror of what may be claimed of this order: its tasks that are pending and that nobody works on. */
    public static List<OpenTask> of(Order order) {
        return order.tasks().stream()
                .filter(task -> task.stage() == Stage.PENDING && task.lease() == null)
                .map(task -> new OpenTask(
                        task.id(), task.kind(), task.notBefore(), order.priority(), task.host(), bytes(order, task)))
                .toList();
    }

    /** A download keeps the compressed file and what it maps side by side; a removal needs no room. */
    private static long bytes(Order order, Task task) {
        ImageRef image = order.image();
        if (image == null || task.status() == TaskStatus.PENDING_IMAGE_REMOVAL) {
            return 0;
        }
        return switch (task.kind()) {
            case CREATE -> 0;
            case DOWNLOAD -> image.size() + image.mappedBytes();
            case WRITE ->
                Math.max(image.rawSize(), Optional.ofNullable(order.cardSize()).orElse(0L));
        };
    }
}
