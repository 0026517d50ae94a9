package org.cardpress.scheduler.api;

import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.order.PublicLinks;
import org.cardpress.scheduler.order.Sight;
import org.cardpress.scheduler.order.TaskViews;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.jspecify.annotations.Nullable;

/** Orders as the API shows them to this caller; secrets only for who may see them. */
final class Views {
    private Views() {}

    /** In a list: without config, tasks and history. */
    static OrderView brief(Order order, Actor caller, Optional<Warehouse> warehouse) {
        return view(order, caller, warehouse, false);
    }

    /** By itself: with tasks and history, and with the config where the caller may see it. */
    static OrderView whole(Order order, Actor caller, Optional<Warehouse> warehouse) {
        return view(order, caller, warehouse, true);
    }

    private static OrderView view(Order order, Actor caller, Optional<Warehouse> warehouse, boolean whole) {
        boolean secrets = Sight.seesSecrets(caller, order);
        return new OrderView(
                order.id().value(),
                order.version(),
                order.kind(),
                order.status(),
                order.name(),
                order.quantity(),
                TaskViews.cardsWritten(order),
                order.channel(),
                order.warehouse(),
                host(order),
                order.priority(),
                order.createdBy(),
                order.createdAt(),
                order.updatedAt(),
                order.cardSize(),
                order.recipient(),
                order.image(),
                secrets ? link(order, warehouse) : null,
                shipment(order),
                error(order),
                whole && secrets ? order.config() : null,
                whole ? order.tasks().stream().map(TaskViews::of).toList() : List.of(),
                whole ? history(order) : List.of(),
                order.guests().arrival(),
                order.organisation(),
                null);
    }

    /** Where the cards are written, once that is known. */
    private static @Nullable String host(Order order) {
        if (order.host() != null) {
            return order.host();
        }
        return order.currentTasks().stream()
                .filter(task -> task.kind() == TaskKind.DOWNLOAD && task.host() != null)
                .findFirst()
                .map(Task::host)
                .orElse(null);
    }

    static OrderView.@Nullable LinkView link(Order order, Optional<Warehouse> warehouse) {
        Order.Link link = order.link();
        if (link == null || order.image() == null || warehouse.isEmpty()) {
            return null;
        }
        String url = warehouse.get().http() + "/links/" + order.id() + "/" + link.secret() + "/"
                + PublicLinks.fileName(order.image());
        return new OrderView.LinkView(url, link.expiresAt());
    }

    private static @Nullable String shipment(Order order) {
        return order.shipped() == null ? null : order.shipped().details();
    }

    /** Why the last task that failed did. */
    private static @Nullable String error(Order order) {
        return order.currentTasks().stream()
                .filter(task -> task.stage() == Stage.FAILED || task.stage() == Stage.TIMEDOUT)
                .reduce((first, second) -> second)
                .map(task -> message(task.error(), task))
                .orElse(null);
    }

    private static String message(@Nullable TaskError error, Task task) {
        return error == null ? "task " + task.id() + " is " + task.status().wire() : error.message();
    }

    private static List<OrderView.HistoryEntry> history(Order order) {
        return order.history().stream()
                .map(entry -> new OrderView.HistoryEntry(
                        entry.at(),
                        entry.who(),
                        entry.task() == null ? null : entry.task().toString(),
                        entry.what()))
                .toList();
    }
}
