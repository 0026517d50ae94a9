package org.cardpress.scheduler.floor;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.cardpress.protocol.floor.HostFloor;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.order.TaskViews;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.jspecify.annotations.Nullable;

/**
 * What one order has to do with card slots.
 *
 * @param toShip whether all its cards are written and none is sent
 * @param hosts by name, those that its cards are bound to
 */
record AtSlots(long version, boolean toShip, HostFloor.Order brief, Map<String, AtHost> hosts) {
    /** Only orders in these have to do with slots. */
    static final Set<OrderStatus> STATUSES = Set.of(OrderStatus.WRITING, OrderStatus.PENDING_SHIPMENT);

    /** What a slot shows comes last: what it works on, else what it did last. */
    static final Comparator<TaskView> SHOWN = Comparator.comparing(
                    (TaskView task) -> !task.stage().isTerminal())
            .thenComparing(TaskView::statusAt)
            .thenComparing(TaskView::id);

    /** Empty where it has nothing to do with them. */
    static Optional<AtSlots> of(Order order) {
        if (!STATUSES.contains(order.status())) {
            return Optional.empty();
        }
        Map<String, AtHost> hosts = new HashMap<>();
        for (Task task : order.currentTasks()) {
            if (task.kind() == TaskKind.WRITE && task.host() != null) {
                hosts.merge(task.host(), AtHost.of(task), AtHost::and);
            }
        }
        return Optional.of(new AtSlots(
                order.version(), order.status() == OrderStatus.PENDING_SHIPMENT, brief(order), Map.copyOf(hosts)));
    }

    private static HostFloor.Order brief(Order order) {
        long image = order.image() == null ? 0 : order.image().rawSize();
        long wanted = order.cardSize() == null ? 0 : order.cardSize();
        return new HostFloor.Order(
                order.id().value(),
                order.name(),
                order.quantity(),
                TaskViews.cardsWritten(order),
                Math.max(image, wanted));
    }

    /** Hosts that look different from now on. */
    static Set<String> changed(@Nullable AtSlots before, @Nullable AtSlots after) {
        Set<String> changed = new HashSet<>();
        if (before != null) {
            changed.addAll(before.hosts.keySet());
        }
        if (after != null) {
            changed.addAll(after.hosts.keySet());
        }
        if (before != null && after != null && before.brief.equals(after.brief)) {
            changed.removeIf(host -> Objects.equals(before.hosts.get(host), after.hosts.get(host)));
        }
        return changed;
    }

    /** As it stands among what is to be shipped; null where it is not to be. */
    static HostFloor.@Nullable Order shipped(@Nullable AtSlots order) {
        return order == null || !order.toShip ? null : order.brief;
    }

    /**
     * The cards of the order on one host.
     *
     * @param slots by name, the one task of each that it may have to show
     * @param waiting cards that wait for a slot
     */
    record AtHost(Map<String, TaskView> slots, int waiting) {
        private static AtHost of(Task task) {
            if (task.stage() == Stage.PENDING) {
                return new AtHost(Map.of(), 1);
            }
            return task.slot() == null
                    ? new AtHost(Map.of(), 0)
                    : new AtHost(Map.of(task.slot(), TaskViews.of(task)), 0);
        }

        private AtHost and(AtHost other) {
            Map<String, TaskView> both = new HashMap<>(slots);
            other.slots.forEach(
                    (slot, task) -> both.merge(slot, task, (one, two) -> SHOWN.compare(one, two) < 0 ? two : one));
            return new AtHost(both, waiting + other.waiting);
        }
    }
}
