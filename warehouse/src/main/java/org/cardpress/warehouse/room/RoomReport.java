package org.cardpress.warehouse.room;

import org.cardpress.protocol.catalog.WarehouseTold;

/** Takes what a warehouse tells of its room. Throws a {@link RuntimeException} when the scheduler is away. */
@FunctionalInterface
public interface RoomReport {
    void tell(WarehouseTold told);
}
