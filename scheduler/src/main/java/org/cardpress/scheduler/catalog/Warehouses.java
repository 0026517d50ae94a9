package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.scheduler.record.Actor;
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

    public Warehouses(KeyedStore<WarehouseRecord> store) {
        this.store = store;
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

    private static void check(Warehouse warehouse) {
        new Findings()
                .slug("slug", warehouse.slug())
                .address("ftp", warehouse.ftp(), Set.of("ftp", "ftpes"))
                .address("http", warehouse.http(), Set.of("http", "https"))
                .throwIfAny();
    }
}
