package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.catalog.WarehouseTold;
import org.cardpress.protocol.image.Removals;
import org.cardpress.scheduler.catalog.Rooms;
import org.cardpress.scheduler.catalog.Warehouses;
import org.cardpress.scheduler.order.Removable;

/** Warehouses. */
@Controller("/warehouses")
@Tag(name = "warehouses")
@ExecuteOn(Threads.API)
final class WarehousesController {
    private final Warehouses warehouses;
    private final Rooms rooms;
    private final Removable removable;

    WarehousesController(Warehouses warehouses, Rooms rooms, Removable removable) {
        this.warehouses = warehouses;
        this.rooms = rooms;
        this.removable = removable;
    }

    /** Lists the warehouses by slug. */
    @Get
    Page<Warehouse> list(@QueryValue(defaultValue = "0") int skip, @QueryValue(defaultValue = "20") int limit) {
        return Window.of(skip, limit).page(warehouses.count(), warehouses.list(skip, limit));
    }

    /** Adds a warehouse. */
    @Post
    @Status(HttpStatus.CREATED)
    Warehouse add(HttpRequest<?> request, @Body Warehouse warehouse) {
        return warehouses.add(warehouse, Caller.of(request));
    }

    /** Shows one warehouse. */
    @Get("/{slug}")
    Warehouse get(@PathVariable String slug) {
        return warehouses.get(slug);
    }

    /** Adds or replaces a warehouse; its slug stays. */
    @Put("/{slug}")
    Warehouse put(HttpRequest<?> request, @PathVariable String slug, @Body Warehouse warehouse) {
        return warehouses.put(slug, warehouse, Caller.of(request));
    }

    /** Tells the directories that may go: at most 200 at a time. */
    @Get("/{slug}/removals")
    Removals removals(HttpRequest<?> request, @PathVariable String slug) {
        warehouses.requireAccount(slug, Caller.of(request));
        return new Removals(removable.in(slug));
    }

    /** Takes the word that these directories are gone. */
    @Post("/{slug}/removals")
    @Status(HttpStatus.NO_CONTENT)
    void removed(HttpRequest<?> request, @PathVariable String slug, @Body Removals removals) {
        warehouses.requireAccount(slug, Caller.of(request));
        removable.gone(slug, removals.paths(), Caller.of(request));
    }

    /** Takes what a warehouse tells of itself. */
    @Post("/{slug}/room")
    @Status(HttpStatus.NO_CONTENT)
    void room(HttpRequest<?> request, @PathVariable String slug, @Body WarehouseTold told) {
        rooms.tell(slug, told, Caller.of(request));
    }
}
