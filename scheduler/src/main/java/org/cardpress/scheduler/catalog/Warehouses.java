package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.User;
import org.cardpress.scheduler.record.WarehouseRecord;
import org.cardpress.scheduler.store.KeyedStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the warehouses. They are never deleted, as orders speak of them; an inactive one takes no new orders. */
@Singleton
public final class Warehouses {
    private static final Logger LOG = LoggerFactory.getLogger(Warehouses.class);
    private static final String WHAT = "warehouse";

    private final KeyedStore<WarehouseRecord> store;
    private final KeyedStore<User> users;

    public Warehouses(KeyedStore<WarehouseRecord> store, KeyedStore<User> users) {
        this.store = store;
        this.users = users;
    }

    public Warehouse add(Warehouse warehouse, Actor by) {
        check(warehouse);
        if (!store.insert(new WarehouseRecord(1, warehouse))) {
            throw Revision.taken(WHAT, warehouse.slug());
        }
        LOG.info("warehouse {} at {} added by {}", warehouse.slug(), warehouse.ftp(), by.username());
        return warehouse;
    }

    public Warehouse get(String slug) {
        return Revision.find(store, WHAT, slug).warehouse();
    }

    public Optional<Warehouse> find(String slug) {
        return store.find(slug).map(WarehouseRecord::warehouse);
    }

    /** Whether this caller speaks for the warehouse. */
    public boolean isOf(String slug, Actor caller) {
        return find(slug)
                .filter(warehouse -> warehouse.account().equals(caller.username()))
                .isPresent();
    }

    /** @throws ProblemException {@code NOT_ALLOWED} where another account speaks for the warehouse, {@code NOT_FOUND} */
    public void requireAccount(String slug, Actor caller) {
        if (!get(slug).account().equals(caller.username())) {
            throw new ProblemException(
                    ErrorCode.NOT_ALLOWED,
                    "warehouse " + slug + " is not spoken for by " + caller.username()
                            + " (expected its own account; a manager sets it with ctl warehouses put)");
        }
    }

    public List<Warehouse> list(int skip, int limit) {
        return store.list(skip, limit).stream().map(WarehouseRecord::warehouse).toList();
    }

    public long count() {
        return store.count();
    }

    /** Adds it, or puts it in the place of the warehouse of this slug. */
    public Warehouse put(String slug, Warehouse warehouse, Actor by) {
        check(warehouse);
        new Findings()
                .expect(warehouse.slug().equals(slug), "slug", "slugs do not change (expected " + slug + ")")
                .throwIfAny();
        if (!store.insert(new WarehouseRecord(1, warehouse))) {
            Revision.change(store, WHAT, slug, record -> new WarehouseRecord(record.version() + 1, warehouse));
        }
        LOG.info("warehouse {} put by {}: {}", slug, by.username(), warehouse);
        return warehouse;
    }

    private void check(Warehouse warehouse) {
        new Findings()
                .slug("slug", warehouse.slug())
                .address("ftp", warehouse.ftp(), Set.of("ftp", "ftpes"))
                .address("http", warehouse.http(), Set.of("http", "https"))
                .expect(
                        isWarehouseAccount(warehouse.account()),
                        "account",
                        "\"" + Findings.cut(warehouse.account()) + "\" (expected an account of role warehouse)")
                .throwIfAny();
    }

    private boolean isWarehouseAccount(String username) {
        return users.find(username)
                .filter(user -> user.role() == Role.WAREHOUSE)
                .isPresent();
    }
}
