package org.cardpress.scheduler.order;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;

/**
 * The orders that were saved last, at most {@value #MOST}; one of 200 cards takes some 300 KB. Each is taken out to be used, so that
 * where anything goes wrong nothing stays behind. Safe for many threads.
 */
final class RecentOrders {
    static final int MOST = 64;

    private final Map<OrderId, Order> orders = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OrderId, Order> eldest) {
            return size() > MOST;
        }
    };

    synchronized void keep(Order order) {
        orders.put(order.id(), order);
    }

    synchronized Optional<Order> take(OrderId id) {
        return Optional.ofNullable(orders.remove(id));
    }
}
