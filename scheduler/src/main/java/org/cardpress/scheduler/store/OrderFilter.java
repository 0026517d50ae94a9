package org.cardpress.scheduler.store;

import java.util.Locale;
import java.util.Set;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.scheduler.record.Order;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list shows; what is null or empty does not restrict.
 *
 * @param upTo id of the youngest that counts, so that a list stays as it was while one leafs through it
 * @param text part of the name, or the beginning of the id, whatever the case
 */
public record OrderFilter(
        Set<OrderStatus> statuses,
        @Nullable OrderKind kind,
        @Nullable String createdBy,
        @Nullable String channel,
        @Nullable String text,
        @Nullable String organisation,
        @Nullable String upTo) {
    public static final OrderFilter ALL = new OrderFilter(Set.of(), null, null, null, null);

    /** Of any organisation. */
    public OrderFilter(
            Set<OrderStatus> statuses,
            @Nullable OrderKind kind,
            @Nullable String createdBy,
            @Nullable String channel,
            @Nullable String text) {
        this(statuses, kind, createdBy, channel, text, null, null);
    }

    public OrderFilter {
        statuses = Set.copyOf(statuses);
    }

    /** Whether the list shows this order. */
    public boolean matches(Order order) {
        return (statuses.isEmpty() || statuses.contains(order.status()))
                && (kind == null || kind == order.kind())
                && (createdBy == null || createdBy.equals(order.createdBy()))
                && (organisation == null || organisation.equals(order.organisation()))
                && (upTo == null || order.id().value().compareTo(upTo) <= 0)
                && (channel == null || channel.equals(order.channel()))
                && (text == null || showsText(order, text.toLowerCase(Locale.ROOT)));
    }

    private static boolean showsText(Order order, String lowerCase) {
        return order.name().toLowerCase(Locale.ROOT).contains(lowerCase)
                || order.id().value().startsWith(lowerCase);
    }
}
