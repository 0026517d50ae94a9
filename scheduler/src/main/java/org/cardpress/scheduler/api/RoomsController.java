package org.cardpress.scheduler.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.WarehouseRoom;
import org.cardpress.scheduler.catalog.Rooms;

/** How full the warehouses are. */
@Controller("/warehouse-rooms")
@Tag(name = "warehouses")
@ExecuteOn(Threads.API)
final class RoomsController {
    private final Rooms rooms;

    RoomsController(Rooms rooms) {
        this.rooms = rooms;
    }

    /** Lists what each warehouse told last, by slug; one that never told is not among them. */
    @Get
    Page<WarehouseRoom> list(@QueryValue(defaultValue = "0") int skip, @QueryValue(defaultValue = "20") int limit) {
        return Window.of(skip, limit).page(rooms.count(), rooms.list(skip, limit));
    }
}
