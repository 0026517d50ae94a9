package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.order.GuestLink;
import org.cardpress.protocol.order.GuestView;
import org.cardpress.scheduler.catalog.Channels;
import org.cardpress.scheduler.catalog.Warehouses;
import org.cardpress.scheduler.guest.GuestDesk;
import org.cardpress.scheduler.guest.GuestNews;
import org.cardpress.scheduler.guest.GuestPace;
import org.cardpress.scheduler.order.OrderNews;
import org.cardpress.scheduler.record.Order;

/** Open to anybody: the ticket in the body is the proof. 404 for one that does not hold, 410 for one that is over, 429 too often. */
@Controller("/public")
@Tag(name = "public")
@ExecuteOn(Threads.API)
final class GuestController {
    private final GuestPace pace;
    private final GuestDesk desk;
    private final GuestNews news;
    private final Channels channels;
    private final Warehouses warehouses;
    private final ExecutorService threads;

    GuestController(
            GuestPace pace,
            GuestDesk desk,
            GuestNews news,
            Channels channels,
            Warehouses warehouses,
            @Named(Threads.API) ExecutorService threads) {
        this.pace = pace;
        this.desk = desk;
        this.news = news;
        this.channels = channels;
        this.warehouses = warehouses;
        this.threads = threads;
    }

    /** Shows what a link is for. */
    @Post("/look")
    GuestView look(HttpRequest<?> request, @Body GuestLink.Use use) {
        pace.take(use.ticket(), Caller.network(request));
        return view(desk.look(use.ticket()));
    }

    /**
     * Shows what a link is for once its order has changed: 200 as soon as its version is later, 204 where it is not all the while. No thread is
     * held while the call waits.
     *
     * @param after version that is known already
     * @param wait how many seconds to wait, 0 to 30
     */
    @Post("/news")
    @ApiResponse(
            responseCode = "200",
            description = "what the link is for",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = GuestView.class)))
    @ApiResponse(responseCode = "204", description = "no later version")
    CompletionStage<HttpResponse<GuestView>> news(
            HttpRequest<?> request,
            @Body GuestLink.Use use,
            @QueryValue long after,
            @QueryValue(defaultValue = "30") int wait) {
        pace.takeNews(use.ticket(), Caller.network(request));
        Duration longest = Waits.of(wait, OrderNews.LONGEST_WAIT);
        return news.after(use.ticket(), after, longest)
                .thenApplyAsync(
                        found -> found.<HttpResponse<GuestView>>map(admitted -> HttpResponse.ok(view(admitted)))
                                .orElseGet(HttpResponse::noContent),
                        threads);
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
        Optional<Warehouse> warehouse = order.link() == null ? Optional.empty() : warehouses.find(order.warehouse());
        return GuestViews.of(admitted, channels.get(order.channel()), warehouse);
    }
}
