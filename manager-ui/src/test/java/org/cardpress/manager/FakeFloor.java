package org.cardpress.manager;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.floor.HostFloor;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskKind;

/** The slots of a host as the scheduler tells them. */
final class FakeFloor {
    private FakeFloor() {}

    static HostFloor of(HostView host, Collection<OrderView> orders, String version) {
        List<OrderView> open =
                orders.stream().filter(order -> !order.status().isEnded()).toList();
        List<TaskView> tasks = open.stream()
                .flatMap(order -> order.tasks().stream())
                .filter(task -> task.kind() == TaskKind.WRITE && host.name().equals(task.host()) && !task.superseded())
                .toList();
        return new HostFloor(
                host.name(),
                version,
                host.status() == HostStatus.APPROVED,
                host.slots().stream().map(slot -> slot(host, slot, tasks, open)).toList(),
                (int) tasks.stream()
                        .filter(task -> task.stage() == Stage.PENDING)
                        .count(),
                open.stream()
                        .filter(order -> order.status() == OrderStatus.PENDING_SHIPMENT)
                        .map(FakeFloor::brief)
                        .toList());
    }

    private static HostFloor.Slot slot(HostView host, String name, List<TaskView> tasks, List<OrderView> orders) {
        TaskView shown = tasks.stream()
                .filter(task -> name.equals(task.slot()) && task.stage() != Stage.PENDING)
                .max(Comparator.comparing((TaskView task) -> !task.stage().isTerminal())
                        .thenComparing(TaskView::statusAt))
                .orElse(null);
        HostFloor.Order order = shown == null
                ? null
                : orders.stream()
                        .filter(each -> each.id().equals(shown.orderId()))
                        .findFirst()
                        .map(FakeFloor::brief)
                        .orElseThrow();
        return new HostFloor.Slot(name, shown, order, host.aside(name).orElse(null));
    }

    private static HostFloor.Order brief(OrderView order) {
        Long wanted = order.cardSize();
        return new HostFloor.Order(
                order.id(), order.name(), order.quantity(), order.cardsWritten(), wanted == null ? 0 : wanted);
    }
}
