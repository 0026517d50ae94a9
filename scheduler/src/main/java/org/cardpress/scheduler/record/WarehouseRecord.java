package org.cardpress.scheduler.record;

import org.cardpress.protocol.catalog.Warehouse;

/** A warehouse with its version. */
public record WarehouseRecord(long version, Warehouse warehouse) implements Keyed {
    @Override
    public String key() {
        return warehouse.slug();
    }
}
