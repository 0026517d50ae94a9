package org.cardpress.protocol.client;

import java.util.List;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.queue.QueueLane;
import org.cardpress.protocol.queue.QueuedOrder;
import org.cardpress.protocol.task.TaskKind;
import org.jspecify.annotations.Nullable;

/** The part of {@link SchedulerClient} about what waits and what runs. */
public final class QueueCalls {
    private final Calls calls;

    QueueCalls(Calls calls) {
        this.calls = calls;
    }

    /** Orders that the line is not done with, in the order in which they are served; null does not restrict. */
    public Page<QueuedOrder> orders(int skip, int limit, @Nullable TaskKind kind, @Nullable String host) {
        return calls.page(
                Calls.list("/queue", skip, limit)
                        .with("kind", kind == null ? null : kind.wire())
                        .with("host", host),
                QueuedOrder.class);
    }

    /** By kind and machine. Roles manager and operator. */
    public List<QueueLane> lanes() {
        return calls.page(Calls.list("/queue/lanes", 0, 200), QueueLane.class).items();
    }
}
