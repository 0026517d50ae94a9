package org.cardpress.scheduler.order;

import org.cardpress.protocol.auth.Role;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.jspecify.annotations.Nullable;

/** What a caller sees of the orders: members their own, the floor all without secrets, managers everything. */
public final class Sight {
    private Sight() {}

    public static boolean sees(Actor caller, Order order) {
        String only = onlyOf(caller);
        return only == null || only.equals(order.createdBy());
    }

    /** Configs and public links hold secrets. */
    public static boolean seesSecrets(Actor caller, Order order) {
        return caller.role() == Role.MANAGER || caller.username().equals(order.createdBy());
    }

    /** The only account whose orders this caller sees; null for those who see all. */
    static @Nullable String onlyOf(Actor caller) {
        return switch (caller.role()) {
            case MANAGER, OPERATOR -> null;
            case MEMBER, CREATOR, HOST, WAREHOUSE -> caller.username();
        };
    }
}
