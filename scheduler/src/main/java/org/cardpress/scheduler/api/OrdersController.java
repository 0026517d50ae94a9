package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.hotspot.BillOfContents;
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.Shipment;
import org.cardpress.scheduler.catalog.Warehouses;
import org.cardpress.scheduler.order.OrderBook;
import org.cardpress.scheduler.order.OrderDesk;
import org.cardpress.scheduler.order.Sight;
import org.cardpress.scheduler.queue.Outlook;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.OrderFilter;
import org.jspecify.annotations.Nullable;

/** Orders. */
@Controller("/orders")
@Tag(name = "orders")
@ExecuteOn(Threads.API)
final class OrdersController {
    private final OrderDesk desk;
    private final OrderBook book;
    private final Warehouses warehouses;
    private final Outlook outlook;

    OrdersController(OrderDesk desk, OrderBook book, Warehouses warehouses, Outlook outlook) {
        this.desk = desk;
        this.book = book;
        this.warehouses = warehouses;
        this.outlook = outlook;
    }

    /** Places an order; with a key used before, answers the order of then. */
    @Post
    @Status(HttpStatus.CREATED)
    OrderView place(HttpRequest<?> request, @Body PlaceOrder wanted) {
        Actor caller = Caller.of(request);
        return whole(desk.place(wanted, caller), caller);
    }

    /**
     * Lists orders, newest first, without configs. Members see those of their organisation, or their own.
     *
     * @param status one or more status words, parted by commas
     * @param kind cards, link or upkeep
     * @param channel slug
     * @param text part of the name, or the beginning of the id
     * @param organisation slug
     * @param upTo id of the youngest order that counts, so that the list stays as it was while one leafs through it
     */
    @Get
    Page<OrderView> list(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "0") int skip,
            @QueryValue(defaultValue = "20") int limit,
            @QueryValue @Nullable String status,
            @QueryValue @Nullable String kind,
            @QueryValue @Nullable String channel,
            @QueryValue @Nullable String text,
            @QueryValue @Nullable String organisation,
            @QueryValue @Nullable String upTo) {
        Actor caller = Caller.of(request);
        Window window = Window.of(skip, limit);
        OrderFilter filter = new OrderFilter(
                Words.several("status", status, OrderStatus::ofWire),
                Words.one("kind", kind, OrderKind::ofWire),
                null,
                channel,
                text,
                organisation == null || organisation.isEmpty() ? null : organisation,
                Words.one("upTo", upTo, id -> Words.order(id).value()));
        Map<String, Optional<Warehouse>> known = new HashMap<>();
        return window.page(
                book.count(filter, caller),
                book.list(filter, caller, skip, limit).stream()
                        .map(order ->
                                Views.brief(order, caller, known.computeIfAbsent(order.warehouse(), warehouses::find)))
                        .toList());
    }

    /** Shows one order with its tasks and history; with its config for managers and whoever placed it. */
    @Get("/{id}")
    OrderView get(HttpRequest<?> request, @PathVariable String id) {
        Actor caller = Caller.of(request);
        Order order = book.find(Words.order(id), caller);
        OrderView view = whole(order, caller);
        return outlook.of(order).map(view::with).orElse(view);
    }

    /** Lists the cards that the order used, good and bad, in the order of cards and attempts. */
    @Get("/{id}/cards")
    Page<CardRecord> cards(
            HttpRequest<?> request,
            @PathVariable String id,
            @QueryValue(defaultValue = "0") int skip,
            @QueryValue(defaultValue = "20") int limit) {
        Window window = Window.of(skip, limit);
        List<CardRecord> cards = CardRecords.of(book.find(Words.order(id), Caller.of(request)));
        return window.page(cards.size(), cards.stream().skip(skip).limit(limit).toList());
    }

    /** Gives the same, all of them, for spreadsheets. */
    @Get(value = "/{id}/cards.csv", produces = MediaType.TEXT_CSV)
    String cardsCsv(HttpRequest<?> request, @PathVariable String id) {
        return CardCsv.of(CardRecords.of(book.find(Words.order(id), Caller.of(request))));
    }

    /** Shows what goes onto the image, line by line; URLs whole for managers and whoever placed the order, for others without query. */
    @Get("/{id}/contents")
    BillOfContents contents(HttpRequest<?> request, @PathVariable String id) {
        Actor caller = Caller.of(request);
        Order order = book.find(Words.order(id), caller);
        return BillOfContents.of(order.config(), Sight.seesSecrets(caller, order));
    }

    /** Stops an order. */
    @Post("/{id}/cancel")
    OrderView cancel(HttpRequest<?> request, @PathVariable String id) {
        Actor caller = Caller.of(request);
        return whole(desk.cancel(seen(id, caller), caller), caller);
    }

    /**
     * Has what failed done again.
     *
     * @param task one task; all that failed where it is left out
     */
    @Post("/{id}/retry")
    OrderView retry(HttpRequest<?> request, @PathVariable String id, @QueryValue @Nullable String task) {
        Actor caller = Caller.of(request);
        if (task != null) {
            Acts.remark(request, "task " + task);
        }
        return whole(desk.retry(seen(id, caller), task == null ? null : Words.task(task), caller), caller);
    }

    /** Notes that the cards are on their way. */
    @Post("/{id}/shipment")
    OrderView ship(HttpRequest<?> request, @PathVariable String id, @Body Shipment shipment) {
        Actor caller = Caller.of(request);
        return whole(desk.ship(seen(id, caller), shipment.details(), caller), caller);
    }

    /** Erases personal data and contents of an order that is over. */
    @Post("/{id}/anonymise")
    OrderView anonymise(HttpRequest<?> request, @PathVariable String id) {
        Actor caller = Caller.of(request);
        return whole(desk.anonymise(seen(id, caller), caller), caller);
    }

    /** Forgets an order that is over and whose files are gone. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(HttpRequest<?> request, @PathVariable String id) {
        Actor caller = Caller.of(request);
        desk.delete(seen(id, caller), caller);
    }

    /** The id of an order that this caller may see. */
    private OrderId seen(String id, Actor caller) {
        return book.find(Words.order(id), caller).id();
    }

    /** The warehouse is asked for only where a public link needs its address. */
    private OrderView whole(Order order, Actor caller) {
        return Views.whole(order, caller, order.link() == null ? Optional.empty() : warehouses.find(order.warehouse()));
    }
}
