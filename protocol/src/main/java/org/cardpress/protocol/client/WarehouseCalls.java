package org.cardpress.protocol.client;

import org.cardpress.protocol.Page;
import org.cardpress.protocol.auth.ValidateRequest;
import org.cardpress.protocol.auth.Validation;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.catalog.WarehouseRoom;
import org.cardpress.protocol.catalog.WarehouseTold;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.image.LinkTarget;
import org.cardpress.protocol.image.Removals;

/** The part of {@link SchedulerClient} about warehouses: what managers say of them, and what they ask themselves. */
public final class WarehouseCalls {
    private final Calls calls;

    WarehouseCalls(Calls calls) {
        this.calls = calls;
    }

    public Page<Warehouse> list(int skip, int limit) {
        return calls.page(Calls.list("/warehouses", skip, limit), Warehouse.class);
    }

    public Warehouse get(String slug) {
        return calls.call("GET", Query.path("warehouses", slug), null, Warehouse.class);
    }

    /** Adds the warehouse or replaces the one with its slug. */
    public Warehouse put(Warehouse warehouse) {
        return calls.call("PUT", Query.path("warehouses", warehouse.slug()), warehouse, Warehouse.class);
    }

    /** What each warehouse told last, by slug. Roles manager and operator. */
    public Page<WarehouseRoom> rooms(int skip, int limit) {
        return calls.page(Calls.list("/warehouse-rooms", skip, limit), WarehouseRoom.class);
    }

    /** Tells of the caller's warehouse. Role warehouse. */
    public void tellRoom(String warehouse, WarehouseTold told) {
        calls.tell("POST", Query.path("warehouses", warehouse, "room"), told);
    }

    /**
     * What a login at a warehouse may do. Role warehouse.
     *
     * @throws ProblemException with {@code auth.login_refused} where the login does not hold; {@code auth.token_refused} would mean
     *     the warehouse's own token, which is renewed
     */
    public Validation validate(String username, String token) {
        return calls.call("POST", "/auth/validate", new ValidateRequest(username, token), Validation.class);
    }

    /** The file behind a public link; 404 for an unknown, 410 for an expired one. Role warehouse. */
    public LinkTarget linkTarget(String orderId, String secret) {
        return calls.call("GET", Query.path("links", orderId, secret), null, LinkTarget.class);
    }

    /** What a warehouse may delete. Role warehouse. */
    public Removals removals(String warehouse) {
        return calls.call("GET", Query.path("warehouses", warehouse, "removals"), null, Removals.class);
    }

    /** Tells what is deleted. Role warehouse. */
    public void confirmRemovals(String warehouse, Removals done) {
        calls.tell("POST", Query.path("warehouses", warehouse, "removals"), done);
    }
}
