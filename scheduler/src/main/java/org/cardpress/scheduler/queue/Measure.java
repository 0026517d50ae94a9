package org.cardpress.scheduler.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskId;

/**
 * How long one task really took.
 *
 * @param millis without the wait for a card
 * @param bytes of the image that were handled; 0 where that says nothing about the time
 */
record Measure(TaskId task, TaskKind kind, Instant endedAt, long millis, long bytes) {
    /** Of the tasks of this order that came out well. */
    static List<Measure> of(Order order) {
        return order.tasks().stream()
                .map(task -> of(order, task))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Measure> of(Order order, Task task) {
        TaskResult result = task.result();
        ImageRef image = order.image();
        if (result instanceof TaskResult.CardWritten card) {
            return measure(task, card.millis(), card.bytesWritten());
        }
        if (result instanceof TaskResult.ImageShelved shelved) {
            return measure(task, shelved.millis(), image == null ? 0 : image.mappedBytes());
        }
        if (result instanceof TaskResult.ImageBuilt) {
            return claimed(order, task)
                    .flatMap(since -> measure(
                            task, Duration.between(since, task.statusAt()).toMillis(), 0));
        }
        return Optional.empty();
    }

    private static Optional<Measure> measure(Task task, long millis, long bytes) {
        return millis <= 0
                ? Optional.empty()
                : Optional.of(new Measure(task.id(), task.kind(), task.statusAt(), millis, bytes));
    }

    /** When the attempt that came out well began. */
    private static Optional<Instant> claimed(Order order, Task task) {
        return order.history().stream()
                .filter(entry -> task.id().equals(entry.task()) && entry.what().startsWith("claimed by "))
                .map(Order.HistoryEntry::at)
                .max(Comparator.naturalOrder());
    }
}
