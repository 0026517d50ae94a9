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
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Paging;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.jspecify.annotations.Nullable;

/** The list of orders, narrowed by text, status, kind and organisation. A word in the address that is none of these narrows nothing. */
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class OrderListController {
    private static final int LONGEST_SEARCH = 200;
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern ID = Pattern.compile("[0-9a-z]{20}");

    private final Pages pages;
    private final OrganisationChoice organisations;

    OrderListController(Pages pages, OrganisationChoice organisations) {
        this.pages = pages;
        this.organisations = organisations;
    }

    @Get("/orders")
    HttpResponse<String> list(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "") String text,
            @QueryValue(defaultValue = "") String status,
            @QueryValue(defaultValue = "") String kind,
            @QueryValue(defaultValue = "") String organisation,
            @QueryValue(defaultValue = "") String upTo,
            @QueryValue(defaultValue = "0") String skip) {
        Visit visit = Visit.of(request);
        String search =
                text.strip().substring(0, Math.min(LONGEST_SEARCH, text.strip().length()));
        Page<OrderView> found = visit.scheduler()
                .orders()
                .list(
                        Paging.skip(skip),
                        Paging.SIZE,
                        status(status),
                        kind(kind),
                        search.isEmpty() ? null : search,
                        SLUG.matcher(organisation).matches() ? organisation : null,
                        ID.matcher(upTo).matches() ? upTo : null);
        Map<String, String> filters =
                Map.of("text", search, "status", status, "kind", kind, "organisation", organisation);
        return pages.page(
                visit,
                "orders",
                Map.of(
                        "orders", found.items(),
                        "paging", new Paging("/orders", fixed(filters, upTo, found), found.meta()),
                        "filters", filters,
                        "narrowed", filters.values().stream().anyMatch(each -> !each.isEmpty()),
                        "statuses", OrderStatus.values(),
                        "organisations", organisations.of(visit)));
    }

    /** An order that is placed meanwhile must not move the others from one page to the next. */
    private static Map<String, String> fixed(Map<String, String> filters, String upTo, Page<OrderView> found) {
        Map<String, String> fixed = new HashMap<>(filters);
        if (ID.matcher(upTo).matches()) {
            fixed.put("upTo", upTo);
        } else if (!found.items().isEmpty() && found.meta().skip() == 0) {
            fixed.put("upTo", found.items().get(0).id());
        }
        return fixed;
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
