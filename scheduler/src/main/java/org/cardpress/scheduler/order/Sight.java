package org.cardpress.scheduler.order;

import org.cardpress.protocol.auth.Role;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.store.OrderFilter;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sees of the orders: members those of their organisation, or their own where they belong to none; the floor all
 * without secrets; managers everything.
 */
public final class Sight {
    private Sight() {}

    public static boolean sees(Actor caller, Order order) {
        return sees(caller, order.createdBy(), order.organisation());
    }

    /** The same of an order of which only this is known. */
    public static boolean sees(Actor caller, String createdBy, @Nullable String organisation) {
        return seesAll(caller)
                || (caller.organisation() == null
                        ? caller.username().equals(createdBy)
                        : caller.organisation().equals(organisation));
    }

    /** Configs and public links hold secrets: those of an organisation are its members'. */
    public static boolean seesSecrets(Actor caller, Order order) {
        return caller.role() == Role.MANAGER
                || caller.username().equals(order.createdBy())
                || caller.role() == Role.MEMBER && sees(caller, order);
    }

    /** The filter, of those orders only that this caller sees. */
    static OrderFilter narrowed(OrderFilter filter, Actor caller) {
        if (seesAll(caller)) {
            return filter;
        }
        String organisation = caller.organisation();
        return new OrderFilter(
                filter.statuses(),
                filter.kind(),
                organisation == null ? caller.username() : filter.createdBy(),
                filter.channel(),
                filter.text(),
                organisation,
                filter.upTo());
    }

    private static boolean seesAll(Actor caller) {
        return switch (caller.role()) {
            case MANAGER, OPERATOR -> true;
            case MEMBER, CREATOR, HOST, WAREHOUSE -> false;
        };
    }
}
