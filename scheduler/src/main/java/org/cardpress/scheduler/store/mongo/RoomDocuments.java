package org.cardpress.scheduler.store.mongo;

import java.util.Date;
import org.bson.Document;
import org.cardpress.protocol.catalog.WarehouseRoom;
import org.cardpress.protocol.catalog.WarehouseTold;
import org.cardpress.scheduler.record.RoomRecord;
import org.jspecify.annotations.Nullable;

/** Maps what a warehouse told to its document. */
final class RoomDocuments {
    private RoomDocuments() {}

    static Document toDocument(RoomRecord room) {
        WarehouseTold told = room.room().told();
        return Fields.empty()
                .put("_id", room.key())
                .put("version", room.version())
                .put("at", room.room().at())
                .put("total", told.total())
                .put("free", told.free())
                .put("reserve", told.reserve())
                .put("images", told.images())
                .put("agent", told.agent())
                .put("clock", told.clock())
                .put("certificateUntil", told.certificateUntil())
                .document();
    }

    static RoomRecord fromDocument(Document document) {
        Fields room = new Fields(document);
        @Nullable Date until = document.getDate("certificateUntil");
        return new RoomRecord(
                room.number("version"),
                new WarehouseRoom(
                        room.text("_id"),
                        room.instant("at"),
                        new WarehouseTold(
                                room.number("total"),
                                room.number("free"),
                                room.number("reserve"),
                                room.number("images"),
                                room.text("agent"),
                                room.instant("clock"),
                                until == null ? null : until.toInstant())));
    }
}
