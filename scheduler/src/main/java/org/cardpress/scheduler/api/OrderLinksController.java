package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.order.GuestLink;
import org.cardpress.scheduler.catalog.Settings;
import org.cardpress.scheduler.guest.GuestDesk;
import org.cardpress.scheduler.order.OrderBook;
import org.cardpress.scheduler.record.Actor;

/** Links to orders, for people without an account. */
@Controller("/orders/{id}/links")
@Tag(name = "orders")
@ExecuteOn(Threads.API)
final class OrderLinksController {
    private final GuestDesk desk;
    private final OrderBook book;
    private final Settings settings;

    OrderLinksController(GuestDesk desk, OrderBook book, Settings settings) {
        this.desk = desk;
        this.book = book;
        this.settings = settings;
    }

    /** Makes a link to one act on an order. */
    @Post
    @Status(HttpStatus.CREATED)
    GuestLink make(HttpRequest<?> request, @PathVariable String id, @Body GuestLink.Wanted wanted) {
        Actor caller = Caller.of(request);
        GuestLink.Wanted lasting = wanted.days() == null
                ? new GuestLink.Wanted(wanted.act(), settings.now().guestDays())
                : wanted;
        return desk.make(book.find(Words.order(id), caller), lasting, caller);
    }

    /** Ends all links to an order that were made so far. */
    @Delete
    @Status(HttpStatus.NO_CONTENT)
    void withdraw(HttpRequest<?> request, @PathVariable String id) {
        Actor caller = Caller.of(request);
        desk.withdraw(book.find(Words.order(id), caller).id(), caller);
    }
}
