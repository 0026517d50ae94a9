package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.order.GuestLink;
import org.cardpress.protocol.order.GuestView;
import org.cardpress.scheduler.catalog.Channels;
import org.cardpress.scheduler.catalog.Warehouses;
import org.cardpress.scheduler.guest.GuestDesk;
import org.cardpress.scheduler.guest.GuestPace;
import org.cardpress.scheduler.record.Order;

/** Open to anybody: the ticket in the body is the proof. 404 for one that does not hold, 410 for one that is over, 429 too often. */
@Controller("/public")
@Tag(name = "public")
@ExecuteOn(Threads.API)
final class GuestController {
    private final GuestPace pace;
    private final GuestDesk desk;
    private final Channels channels;
    private final Warehouses warehouses;

    GuestController(GuestPace pace, GuestDesk desk, Channels channels, Warehouses warehouses) {
        this.pace = pace;
        this.desk = desk;
        this.channels = channels;
        this.warehouses = warehouses;
    }

    /** Shows what a link is for. */
    @Post("/look")
    GuestView look(HttpRequest<?> request, @Body GuestLink.Use use) {
        pace.take(use.ticket(), Caller.network(request));
        return view(desk.look(use.ticket()));
    }

    /** Says that the cards arrived. */
    @Post("/arrival")
    GuestView arrived(HttpRequest<?> request, @Body GuestLink.Use use) {
        pace.take(use.ticket(), Caller.network(request));
        return view(desk.arrived(use.ticket(), use.text()));
    }

    /** Says how the cards were sent. */
    @Post("/shipment")
    GuestView shipped(HttpRequest<?> request, @Body GuestLink.Use use) {
        pace.take(use.ticket(), Caller.network(request));
        return view(desk.shipped(use.ticket(), use.text()));
    }

    private GuestView view(GuestDesk.Admitted admitted) {
        Order order = admitted.order();
        return GuestViews.of(admitted, channels.get(order.channel()), warehouses.find(order.warehouse()));
    }
}
