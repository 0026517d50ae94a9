package org.cardpress.scheduler.order;

import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.organisation.Amount;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;

/** What an organisation may still order. */
public interface Budget {
    /**
     * Holds what an order costs; what this order holds already is not held twice.
     *
     * @throws ProblemException {@code CONFLICT} where it is more than is left, or the organisation places no orders
     */
    void reserve(String organisation, OrderId order, Amount amount);

    /** Brings the ledger to what the order has come to: used up or given back what it held. May be asked again and again. */
    void settle(Order order);
}
