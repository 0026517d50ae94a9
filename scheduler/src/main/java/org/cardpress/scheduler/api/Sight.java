package org.cardpress.scheduler.api;

import java.util.Optional;
import org.cardpress.protocol.auth.Role;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.jspecify.annotations.Nullable;

/** What a caller sees of the orders: members their own, the floor all without secrets, managers everything. */
final class Sight {
    private Sight() {}

    static boolean sees(Actor caller, Order order) {
        return caller.role() != Role.MEMBER || isOwn(caller, order);
    }

    /** Configs and public links hold secrets. */
    static boolean seesSecrets(Actor caller, Order order) {
        return caller.role() == Role.MANAGER || isOwn(caller, order);
    }

    /** The only account whose orders this caller sees; empty for those who see all. */
    static Optional<String> onlyOf(Actor caller) {
        return caller.role() == Role.MEMBER ? Optional.of(caller.username()) : Optional.empty();
    }

    private static boolean isOwn(Actor caller, Order order) {
        @Nullable String owner = order.createdBy();
        return caller.username().equals(owner);
    }
}
