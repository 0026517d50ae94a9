package org.cardpress.scheduler.notify;

import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cardpress.scheduler.order.OrderWatcher;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;

/**
 * The orders that are owed something, as far as this scheduler has seen. At most {@link #CAPACITY} ids are kept; what does not fit
 * is found again by the slow sweep. Safe for many threads.
 */
@Singleton
public final class Outbox implements OrderWatcher {
    static final int CAPACITY = 10_000;

    private final Set<OrderId> owed = new LinkedHashSet<>();

    @Override
    public synchronized void shown(Order order) {
        if (order.effects().isEmpty()) {
            owed.remove(order.id());
        } else if (owed.size() < CAPACITY) {
            owed.add(order.id());
        }
    }

    @Override
    public synchronized void gone(OrderId id) {
        owed.remove(id);
    }

    /** Takes them all out, oldest first. */
    synchronized List<OrderId> take() {
        List<OrderId> all = List.copyOf(owed);
        owed.clear();
        return all;
    }
}
