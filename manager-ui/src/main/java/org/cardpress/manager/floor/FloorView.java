package org.cardpress.manager.floor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.TaskKind;

/**
 * One writer host and all that concerns its slots.
 *
 * @param approved whether it may take work
 * @param waiting cards of this host that no slot has taken yet
 * @param toShip orders whose cards are all written
 */
public record FloorView(String host, boolean approved, List<Slot> slots, int waiting, List<OrderView> toShip) {
    private static final int MOST = 200;

    public FloorView {
        slots = List.copyOf(slots);
        toShip = List.copyOf(toShip);
    }

    /** Asks the scheduler: the host, its write tasks, and the orders these belong to. */
    static FloorView ask(SchedulerClient scheduler, String name) {
        HostView host = scheduler.hosts().get(name);
        List<TaskView> tasks = scheduler.tasks().list(0, MOST, null, TaskKind.WRITE, null).items().stream()
                .filter(task -> name.equals(task.host()))
                .toList();
        List<OrderView> orders = new ArrayList<>();
        List<OrderView> toShip = scheduler
                .orders()
                .list(0, 20, OrderStatus.PENDING_SHIPMENT, null, null)
                .items();
        slotNames(host)
                .flatMap(slot ->
                        Stream.ofNullable(Slot.of(slot, tasks, List.of(), null).task()))
                .map(TaskView::orderId)
                .distinct()
                .forEach(id -> orders.add(brief(scheduler.orders().get(id))));
        int waiting = (int) tasks.stream()
                .filter(task -> task.slot() == null
                        && !task.superseded()
                        && !task.stage().isTerminal())
                .count();
        return new FloorView(
                name,
                host.status() == HostStatus.APPROVED,
                slotNames(host)
                        .map(slot ->
                                Slot.of(slot, tasks, orders, host.aside(slot).orElse(null)))
                        .toList(),
                waiting,
                toShip);
    }

    /** Those that are in service. */
    public List<Slot> usable() {
        return slots.stream().filter(slot -> slot.aside() == null).toList();
    }

    /** Those that people took out of service. */
    public List<Slot> aside() {
        return slots.stream().filter(slot -> slot.aside() != null).toList();
    }

    private static Stream<String> slotNames(HostView host) {
        return host.slots().stream().distinct().sorted();
    }

    /** Without the tasks, which change often and are known already. */
    private static OrderView brief(OrderView o) {
        return new OrderView(
                o.id(),
                0,
                o.kind(),
                o.status(),
                o.name(),
                o.quantity(),
                o.cardsWritten(),
                o.channel(),
                o.warehouse(),
                o.host(),
                o.priority(),
                o.createdBy(),
                o.createdAt(),
                o.createdAt(),
                o.cardSize(),
                null,
                o.image(),
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null);
    }
}
