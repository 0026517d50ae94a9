package org.cardpress.manager.order;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import java.util.Map;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Paging;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.jspecify.annotations.Nullable;

/** The list of orders, narrowed by text, status and kind. A word in the address that is no status or kind narrows nothing. */
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class OrderListController {
    private static final int LONGEST_SEARCH = 200;

    private final Pages pages;

    OrderListController(Pages pages) {
        this.pages = pages;
    }

    @Get("/orders")
    HttpResponse<String> list(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "") String text,
            @QueryValue(defaultValue = "") String status,
            @QueryValue(defaultValue = "") String kind,
            @QueryValue(defaultValue = "0") String skip) {
        Visit visit = Visit.of(request);
        String search =
                text.strip().substring(0, Math.min(LONGEST_SEARCH, text.strip().length()));
        Page<OrderView> found = visit.scheduler()
                .orders(Paging.skip(skip), Paging.SIZE, status(status), kind(kind), search.isEmpty() ? null : search);
        Map<String, String> filters = Map.of("text", search, "status", status, "kind", kind);
        return pages.page(
                visit,
                "orders",
                Map.of(
                        "orders", found.items(),
                        "paging", new Paging("/orders", filters, found.meta()),
                        "filters", filters,
                        "narrowed", filters.values().stream().anyMatch(each -> !each.isEmpty()),
                        "statuses", OrderStatus.values()));
    }

    private static @Nullable OrderStatus status(String word) {
        return Arrays.stream(OrderStatus.values())
                .filter(each -> each.wire().equals(word))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable OrderKind kind(String word) {
        return Arrays.stream(OrderKind.values())
                .filter(each -> each.wire().equals(word))
                .findFirst()
                .orElse(null);
    }
}
