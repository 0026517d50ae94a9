package org.cardpress.scheduler.lifecycle;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.scheduler.record.Effect;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.jspecify.annotations.Nullable;

/** The status of an order, derived from its current tasks, its shipment, its cancellation and the time of its last move. */
public final class OrderStatuses {
    /** What is owed when an order comes to a status. */
    static final Map<OrderStatus, Effect.Kind> OWED = owed();

    private OrderStatuses() {}

    /** Does not look at the status that the order carries. */
    public static OrderStatus of(Order order) {
        if (order.canceled() != null) {
            return OrderStatus.CANCELED;
        }
        if (order.shipped() != null) {
            return OrderStatus.SHIPPED;
        }
        List<Task> tasks = order.currentTasks();
        Task create = find(tasks, TaskKind.CREATE).orElseThrow();
        if (create.stage() != Stage.SUCCEEDED) {
            return whileCreating(create);
        }
        if (create.status() == TaskStatus.UPLOADED_PUBLIC) {
            return ofLink(order.link(), order.updatedAt());
        }
        List<Task> writes =
                tasks.stream().filter(task -> task.kind() == TaskKind.WRITE).toList();
        return writes.isEmpty() ? whileFetching(find(tasks, TaskKind.DOWNLOAD).orElseThrow()) : whileWriting(writes);
    }

    private static OrderStatus whileCreating(Task create) {
        return switch (create.stage()) {
            case FAILED -> OrderStatus.CREATION_FAILED;
            case TIMEDOUT -> OrderStatus.FAILED;
            case PENDING -> create.attempt() == 0 ? OrderStatus.CREATED : OrderStatus.CREATING;
            case RESERVED, PREPARING, RUNNING, WAITING, FINISHING, SUCCEEDED, CANCELED -> OrderStatus.CREATING;
        };
    }

    private static OrderStatus ofLink(Order.@Nullable Link link, Instant at) {
        return link != null && at.isBefore(link.expiresAt()) ? OrderStatus.PENDING_EXPIRY : OrderStatus.EXPIRED;
    }

    private static OrderStatus whileFetching(Task download) {
        return switch (download.stage()) {
            case FAILED -> OrderStatus.DOWNLOAD_FAILED;
            case TIMEDOUT -> OrderStatus.FAILED;
            case PENDING -> OrderStatus.PENDING_WRITER;
            case RESERVED, PREPARING, RUNNING, WAITING, FINISHING, SUCCEEDED, CANCELED -> OrderStatus.DOWNLOADING;
        };
    }

    /** A card that failed for good fails the order only when no other card is still in work. */
    private static OrderStatus whileWriting(List<Task> writes) {
        if (writes.stream().allMatch(write -> write.stage() == Stage.SUCCEEDED)) {
            return OrderStatus.PENDING_SHIPMENT;
        }
        if (writes.stream().anyMatch(write -> !write.stage().isTerminal())) {
            return OrderStatus.WRITING;
        }
        return writes.stream().anyMatch(write -> write.stage() == Stage.FAILED)
                ? OrderStatus.WRITE_FAILED
                : OrderStatus.FAILED;
    }

    private static Optional<Task> find(List<Task> tasks, TaskKind kind) {
        return tasks.stream().filter(task -> task.kind() == kind).findFirst();
    }

    private static Map<OrderStatus, Effect.Kind> owed() {
        Map<OrderStatus, Effect.Kind> owed = new EnumMap<>(OrderStatus.class);
        owed.put(OrderStatus.PENDING_SHIPMENT, Effect.Kind.READY_TO_SHIP);
        owed.put(OrderStatus.SHIPPED, Effect.Kind.SHIPPED);
        owed.put(OrderStatus.PENDING_EXPIRY, Effect.Kind.LINK_READY);
        owed.put(OrderStatus.EXPIRED, Effect.Kind.LINK_EXPIRED);
        owed.put(OrderStatus.CREATION_FAILED, Effect.Kind.ORDER_FAILED);
        owed.put(OrderStatus.DOWNLOAD_FAILED, Effect.Kind.ORDER_FAILED);
        owed.put(OrderStatus.WRITE_FAILED, Effect.Kind.ORDER_FAILED);
        owed.put(OrderStatus.FAILED, Effect.Kind.ORDER_FAILED);
        owed.put(OrderStatus.CANCELED, Effect.Kind.ORDER_CANCELED);
        return owed;
    }
}
