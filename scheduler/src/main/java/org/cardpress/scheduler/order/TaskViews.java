package org.cardpress.scheduler.order;

import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;

/** Tasks as everybody who may see them sees them. Leases and their hashes never leave. */
public final class TaskViews {
    private TaskViews() {}

    public static TaskView of(Task task) {
        return new TaskView(
                task.id().toString(),
                task.id().order().value(),
                task.kind(),
                task.status(),
                task.stage(),
                task.card(),
                task.attempt(),
                task.maxAttempts(),
                task.lost(),
                task.superseded(),
                task.host(),
                task.slot(),
                task.progress(),
                task.error(),
                task.result(),
                task.notBefore(),
                task.createdAt(),
                task.statusAt(),
                task.lease() == null ? null : task.cards().question());
    }

    public static int cardsWritten(Order order) {
        return (int) order.currentTasks().stream()
                .filter(task -> task.kind() == TaskKind.WRITE && task.stage() == Stage.SUCCEEDED)
                .count();
    }
}
