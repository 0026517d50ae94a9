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
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.jspecify.annotations.Nullable;

/** The tasks of all orders that have not ended: what waits, what runs, where. */
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class QueueController {
    private final Pages pages;

    QueueController(Pages pages) {
        this.pages = pages;
    }

    @Get("/tasks")
    HttpResponse<String> list(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "") String kind,
            @QueryValue(defaultValue = "") String status,
            @QueryValue(defaultValue = "0") String skip) {
        Visit visit = Visit.of(request);
        Page<TaskView> found =
                visit.scheduler().tasks().list(Paging.skip(skip), Paging.SIZE, null, kind(kind), status(status));
        Map<String, String> filters = Map.of("kind", kind, "status", status);
        return pages.page(
                visit,
                "tasks",
                Map.of(
                        "tasks",
                        found.items(),
                        "paging",
                        new Paging("/tasks", filters, found.meta()),
                        "filters",
                        filters,
                        "narrowed",
                        !kind.isEmpty() || !status.isEmpty(),
                        "kinds",
                        TaskKind.values(),
                        "statuses",
                        TaskStatus.values()));
    }

    private static @Nullable TaskKind kind(String word) {
        return Arrays.stream(TaskKind.values())
                .filter(each -> each.wire().equals(word))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable TaskStatus status(String word) {
        return Arrays.stream(TaskStatus.values())
                .filter(each -> each.wire().equals(word))
                .findFirst()
                .orElse(null);
    }
}
