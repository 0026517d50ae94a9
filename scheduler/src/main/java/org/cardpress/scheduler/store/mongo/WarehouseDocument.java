package org.cardpress.scheduler.store.mongo;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Version;
import io.micronaut.data.model.naming.NamingStrategies;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.scheduler.record.WarehouseRecord;

/** A warehouse as it is kept. */
@MappedEntity(value = CollectionNames.WAREHOUSES, namingStrategy = NamingStrategies.Raw.class)
record WarehouseDocument(
        @Id String slug, @Version long version, String ftp, String http, String account, boolean active) {
    static WarehouseDocument of(WarehouseRecord kept) {
        Warehouse warehouse = kept.warehouse();
        return new WarehouseDocument(
                warehouse.slug(),
                kept.version() - 2,
                warehouse.ftp(),
                warehouse.http(),
                warehouse.account(),
                warehouse.active());
    }

    WarehouseRecord toRecord() {
        return new WarehouseRecord(version + 1, new Warehouse(slug, ftp, http, account, active));
    }
}
