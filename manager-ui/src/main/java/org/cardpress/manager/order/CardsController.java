package org.cardpress.manager.order;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Paging;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.order.CardRecord;
import org.cardpress.protocol.order.OrderView;

/** The records of the cards an order used, good and bad: on a page and as a file for spreadsheets. */
@Controller
@ExecuteOn(Threads.PAGES)
final class CardsController {
    private final Pages pages;

    CardsController(Pages pages) {
        this.pages = pages;
    }

    @Get("/orders/{id}/cards")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<String> list(
            HttpRequest<?> request, @PathVariable String id, @QueryValue(defaultValue = "0") String skip) {
        Visit visit = Visit.of(request);
        OrderView order = visit.scheduler().orders().get(id);
        Page<CardRecord> found = visit.scheduler().orders().cards(id, Paging.skip(skip), Paging.SIZE);
        return pages.page(
                visit,
                "order-cards",
                Map.of(
                        "order",
                        order,
                        "cards",
                        found.items(),
                        "paging",
                        new Paging("/orders/" + order.id() + "/cards", Map.of(), found.meta())));
    }

    @Get("/orders/{id}/cards.csv")
    @Produces("text/csv")
    HttpResponse<String> file(HttpRequest<?> request, @PathVariable String id) {
        Visit visit = Visit.of(request);
        String csv = visit.scheduler()
                .orders()
                .cardsCsv(visit.scheduler().orders().get(id).id());
        return HttpResponse.ok(csv)
                .contentType(MediaType.of("text/csv; charset=utf-8"))
                .header("Content-Disposition", "attachment; filename=\"cards.csv\"");
    }
}
