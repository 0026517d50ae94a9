package org.cardpress.warehouse.room;

import org.cardpress.protocol.catalog.WarehouseTold;
import org.cardpress.protocol.client.SchedulerClient;

/** Tells the scheduler of one warehouse. */
public final class SchedulerRoomReport implements RoomReport {
    private final SchedulerClient scheduler;
    private final String slug;

    public SchedulerRoomReport(SchedulerClient scheduler, String slug) {
        this.scheduler = scheduler;
        this.slug = slug;
    }

    @Override
    public void tell(WarehouseTold told) {
        scheduler.warehouses().tellRoom(slug, told);
    }
}
