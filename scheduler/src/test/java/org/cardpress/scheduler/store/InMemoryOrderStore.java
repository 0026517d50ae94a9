package org.cardpress.scheduler.store;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;

/** Orders in memory, for tests of what stands before the store. Held to the same contract as the real one. */
public final class InMemoryOrderStore implements OrderStore {
    private final ConcurrentSkipListMap<OrderId, Order> orders = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<List<String>, OrderId> keys = new ConcurrentHashMap<>();

    @Override
    public boolean insert(Order first) {
        return orders.putIfAbsent(first.id(), first) == null;
    }

    @Override
    public Optional<Order> find(OrderId id) {
        return Optional.ofNullable(orders.get(id));
    }

    @Override
    public boolean replace(Order next) {
        Order before = orders.get(next.id());
        return before != null && before.version() == next.version() - 1 && orders.replace(next.id(), before, next);
    }

    @Override
    public boolean delete(OrderId id, long version) {
        Order before = orders.get(id);
        return before != null && before.version() == version && orders.remove(id, before);
    }

    @Override
    public List<Order> list(OrderFilter filter, int skip, int limit) {
        return matching(filter).skip(skip).limit(limit).toList();
    }

    @Override
    public long count(OrderFilter filter) {
        return matching(filter).count();
    }

    private Stream<Order> matching(OrderFilter filter) {
        return orders.descendingMap().values().stream().filter(filter::matches);
    }

    @Override
    public List<OpenTask> openTasks() {
        return orders.values().stream()
                .flatMap(order -> OpenTask.of(order).stream())
                .toList();
    }

    @Override
    public void forEachActive(Consumer<Order> visitor) {
        orders.values().stream().filter(Order::isActive).forEach(visitor);
    }

    @Override
    public List<Order> withBuildKey(String key) {
        return orders.values().stream()
                .filter(order -> !order.isFinal()
                        && order.build() != null
                        && order.build().key().equals(key))
                .toList();
    }

    @Override
    public Set<String> borrowedDirectories() {
        return orders.values().stream()
                .flatMap(order -> order.borrowed().stream())
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<OrderId> withUpload(String upload) {
        return orders.values().stream()
                .filter(order -> order.uploads().contains(upload))
                .map(Order::id)
                .findFirst();
    }

    @Override
    public OrderId reserveKey(String username, String key, OrderId id) {
        OrderId earlier = keys.putIfAbsent(List.of(username, key), id);
        return earlier == null ? id : earlier;
    }
}
