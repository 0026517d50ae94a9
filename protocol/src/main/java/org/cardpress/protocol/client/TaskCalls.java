package org.cardpress.protocol.client;

import org.cardpress.protocol.Page;
import org.cardpress.protocol.order.ConfirmCard;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/** The part of {@link SchedulerClient} about tasks, for people who watch them; workers have {@link LeaseCalls}. */
public final class TaskCalls {
    private final Calls calls;

    TaskCalls(Calls calls) {
        this.calls = calls;
    }

    /** Tasks, youngest first; null does not restrict. */
    public Page<TaskView> list(
            int skip, int limit, @Nullable String orderId, @Nullable TaskKind kind, @Nullable TaskStatus status) {
        return calls.page(
                Calls.list("/tasks", skip, limit)
                        .with("order", orderId)
                        .with("kind", kind == null ? null : kind.wire())
                        .with("status", status == null ? null : status.wire()),
                TaskView.class);
    }

    public TaskView get(String taskId) {
        return calls.call("GET", Query.path("tasks", taskId), null, TaskView.class);
    }

    /**
     * A part of a task's log as plain text; empty at its end.
     *
     * @param attempt from 1; null for the last one
     * @param offset in characters
     */
    public String log(String taskId, @Nullable Integer attempt, long offset) {
        return calls.text(Query.of(Query.path("tasks", taskId, "log"))
                .with("attempt", attempt)
                .with("offset", offset)
                .toString());
    }

    /** Says that the card which the task asks about may be overwritten. */
    public TaskView confirm(String taskId, ConfirmCard yes) {
        return calls.call("POST", Query.path("tasks", taskId, "confirm"), yes, TaskView.class);
    }
}
