package org.cardpress.scheduler.record;

import org.cardpress.protocol.catalog.WarehouseRoom;

/** What a warehouse told last, with its version. */
public record RoomRecord(long version, WarehouseRoom room) implements Keyed {
    @Override
    public String key() {
        return room.warehouse();
    }
}
