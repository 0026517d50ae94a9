package org.cardpress.scheduler.order;

import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;

/**
 * Is shown every order as it was last read or saved, by the thread that did so. May be shown an older state after a newer one where
 * several schedulers share a store; must be quick, and must not throw.
 */
public interface OrderWatcher {
    void shown(Order order);

    void gone(OrderId id);
}
