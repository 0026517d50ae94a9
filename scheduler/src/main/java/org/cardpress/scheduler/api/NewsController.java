package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
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
import org.cardpress.protocol.order.OrderView;
import org.cardpress.scheduler.catalog.Warehouses;
import org.cardpress.scheduler.order.OrderNews;
import org.cardpress.scheduler.queue.Outlook;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;

/** Orders, as they change. */
@Controller("/orders")
@Tag(name = "orders")
@ExecuteOn(Threads.API)
final class NewsController {
    private final OrderNews news;
    private final Warehouses warehouses;
    private final Outlook outlook;
    private final ExecutorService threads;

    NewsController(
            OrderNews news, Warehouses warehouses, Outlook outlook, @Named(Threads.API) ExecutorService threads) {
        this.news = news;
        this.warehouses = warehouses;
        this.outlook = outlook;
        this.threads = threads;
    }

    /**
     * Shows an order once it has changed: 200 as soon as its version is later, 204 where it is not all the while. No thread is held
     * while the call waits.
     *
     * @param after version that is known already
     * @param wait how many seconds to wait, 0 to 30
     */
    @Get("/{id}/news")
    @ApiResponse(
            responseCode = "200",
            description = "the order",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = OrderView.class)))
    @ApiResponse(responseCode = "204", description = "no later version")
    CompletionStage<HttpResponse<OrderView>> news(
            HttpRequest<?> request,
            @PathVariable String id,
            @QueryValue long after,
            @QueryValue(defaultValue = "30") int wait) {
        Duration longest = Waits.of(wait, OrderNews.LONGEST_WAIT);
        Actor caller = Caller.of(request);
        return news.after(Words.order(id), after, caller, longest)
                .thenApplyAsync(found -> answer(found, caller), threads);
    }

    private HttpResponse<OrderView> answer(Optional<Order> found, Actor caller) {
        return found.<HttpResponse<OrderView>>map(order -> {
                    OrderView view = Views.whole(order, caller, warehouse(order));
                    return HttpResponse.ok(outlook.of(order).map(view::with).orElse(view));
                })
                .orElseGet(HttpResponse::noContent);
    }

    private Optional<Warehouse> warehouse(Order order) {
        return order.link() == null ? Optional.empty() : warehouses.find(order.warehouse());
    }
}
