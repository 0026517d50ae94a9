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
import java.util.List;
import java.util.Map;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Paging;
import org.cardpress.manager.web.Rights;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.client.QueueCalls;
import org.cardpress.protocol.queue.QueueLane;
import org.cardpress.protocol.queue.QueuedOrder;
import org.cardpress.protocol.task.TaskKind;
import org.jspecify.annotations.Nullable;

/** The orders that the line is not done with, each with the time it will be; for the floor also what waits and runs on which machine. */
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class OutlookController {
    private static final String PAGE = "/queue";
    private static final int LONGEST_NAME = 63;

    private final Pages pages;
    private final Rights rights = new Rights();

    OutlookController(Pages pages) {
        this.pages = pages;
    }

    @Get(PAGE)
    HttpResponse<String> show(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "") String kind,
            @QueryValue(defaultValue = "") String host,
            @QueryValue(defaultValue = "0") String skip) {
        Visit visit = Visit.of(request);
        QueueCalls queue = visit.scheduler().queue();
        TaskKind wanted = kind(kind);
        String machine =
                host.strip().substring(0, Math.min(LONGEST_NAME, host.strip().length()));
        Page<QueuedOrder> found =
                queue.orders(Paging.skip(skip), Paging.SIZE, wanted, machine.isEmpty() ? null : machine);
        Map<String, String> filters = Map.of("kind", wanted == null ? "" : wanted.wire(), "host", machine);
        Map<String, Object> model = new HashMap<>();
        model.put("page", PAGE);
        model.put("orders", found.items());
        model.put("paging", new Paging(PAGE, filters, found.meta()));
        model.put("filters", filters);
        model.put("narrowed", wanted != null || !machine.isEmpty());
        model.put("kinds", TaskKind.values());
        model.put("lanes", mayOpenTheFloor(visit.role()) ? queue.lanes() : List.<QueueLane>of());
        return pages.page(visit, "queue", model);
    }

    /** The scheduler tells of machines to those only. */
    private boolean mayOpenTheFloor(Role role) {
        return rights.may(role, "GET", "/floor");
    }

    private static @Nullable TaskKind kind(String word) {
        return Arrays.stream(TaskKind.values())
                .filter(each -> each.wire().equals(word))
                .findFirst()
                .orElse(null);
    }
}
