package org.cardpress.scheduler.store;

import java.util.Set;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list shows; what is null or empty does not restrict.
 *
 * @param text part of the name, or the beginning of the id, whatever the case
 */
public record OrderFilter(
        Set<OrderStatus> statuses,
        @Nullable OrderKind kind,
        @Nullable String createdBy,
        @Nullable String channel,
        @Nullable String text) {
    public static final OrderFilter ALL = new OrderFilter(Set.of(), null, null, null, null);

    public OrderFilter {
        statuses = Set.copyOf(statuses);
    }
}
