package org.cardpress.scheduler.queue;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.order.OrderWatcher;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.store.OrderFilter;
import org.cardpress.scheduler.store.OrderStore;

/**
 * Remembers what lies ahead of the line, and how long the last tasks of each kind took: fed by every order that is read or moved here,
 * and by {@link #reread} for the rest. Being wrong costs a forecast, nothing else. Memory: some 300 bytes for each order that the line is
 * not done with and 150 for each of its tasks. Safe for many threads.
 */
@Singleton
public final class WorkAhead implements OrderWatcher {
    private static final int PAGE = 100;
    /** Of each kind; older ones are forgotten, as machines and cards change. */
    private static final int MEASURES = 50;

    private final OrderStore store;
    private final Map<OrderId, Ahead> orders = new HashMap<>();
    private final Map<TaskKind, Map<TaskId, Measure>> measures = new EnumMap<>(TaskKind.class);
    /** Orders that were shown while a rereading goes on: it may be older than these. */
    private final Set<OrderId> shownMeanwhile = new HashSet<>();

    private boolean read;

    public WorkAhead(OrderStore store) {
        this.store = store;
    }

    @Override
    public synchronized void shown(Order order) {
        shownMeanwhile.add(order.id());
        put(order);
    }

    @Override
    public synchronized void gone(OrderId id) {
        shownMeanwhile.add(id);
        orders.remove(id);
    }

    /** Reads anew what the line is not done with, by pages; the first time also the youngest of the others, to measure by. For one thread. */
    public void reread() {
        boolean first;
        synchronized (this) {
            shownMeanwhile.clear();
            first = !read;
        }
        if (first) {
            store.list(new OrderFilter(done(), null, null, null, null), 0, PAGE).forEach(this::learn);
        }
        Set<OrderId> found = new HashSet<>();
        OrderFilter filter = new OrderFilter(Ahead.STATUSES, null, null, null, null);
        for (int from = 0; ; from += PAGE) {
            List<Order> page = store.list(filter, from, PAGE);
            page.forEach(order -> {
                found.add(order.id());
                reread(order);
            });
            if (page.size() < PAGE) {
                break;
            }
        }
        synchronized (this) {
            orders.keySet().removeIf(id -> !found.contains(id) && !shownMeanwhile.contains(id));
            shownMeanwhile.clear();
            read = true;
        }
    }

    private synchronized void reread(Order order) {
        if (!shownMeanwhile.contains(order.id())) {
            put(order);
        }
    }

    private void put(Order order) {
        Ahead before = orders.get(order.id());
        if (before != null && before.version() > order.version()) {
            return;
        }
        learn(order);
        Optional<Ahead> now = Ahead.of(order);
        if (now.isPresent()) {
            orders.put(order.id(), now.get());
        } else {
            orders.remove(order.id());
        }
    }

    private synchronized void learn(Order order) {
        for (Measure measure : Measure.of(order)) {
            Map<TaskId, Measure> some = measures.computeIfAbsent(measure.kind(), kind -> new LinkedHashMap<>());
            if (some.putIfAbsent(measure.task(), measure) == null && some.size() > MEASURES) {
                some.values().stream()
                        .min(Comparator.comparing(Measure::endedAt))
                        .map(Measure::task)
                        .ifPresent(some::remove);
            }
        }
    }

    /** Whether everything was read once. */
    synchronized boolean isRead() {
        return read;
    }

    synchronized List<Ahead> orders() {
        return List.copyOf(orders.values());
    }

    synchronized Paces paces() {
        return Paces.of(measures.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList());
    }

    private static Set<OrderStatus> done() {
        return Set.of(
                OrderStatus.PENDING_SHIPMENT, OrderStatus.SHIPPED, OrderStatus.PENDING_EXPIRY, OrderStatus.EXPIRED);
    }
}
