package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.queue.QueueLane;
import org.cardpress.protocol.queue.QueuedOrder;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.queue.Outlook;
import org.jspecify.annotations.Nullable;

/** What waits and what runs, and when it will be done. */
@Controller("/queue")
@Tag(name = "queue")
@ExecuteOn(Threads.API)
final class QueueController {
    private final Outlook outlook;

    QueueController(Outlook outlook) {
        this.outlook = outlook;
    }

    /**
     * Lists the orders that the line is not done with, in the order in which they are served, each with its forecast. Members see
     * those of their organisation, or their own.
     *
     * @param kind create, download or write: orders with such a task that waits or runs
     * @param host machine: orders with a task on it
     */
    @Get
    Page<QueuedOrder> orders(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "0") int skip,
            @QueryValue(defaultValue = "20") int limit,
            @QueryValue @Nullable String kind,
            @QueryValue @Nullable String host) {
        Window window = Window.of(skip, limit);
        TaskKind wanted = Words.one("kind", kind, TaskKind::ofWire);
        List<QueuedOrder> all =
                outlook.orders(Caller.of(request), wanted, host == null || host.isEmpty() ? null : host);
        return window.page(all.size(), all.stream().skip(skip).limit(limit).toList());
    }

    /** Counts what waits and runs by kind and machine, with the places there are and how long such work usually takes. */
    @Get("/lanes")
    Page<QueueLane> lanes(@QueryValue(defaultValue = "0") int skip, @QueryValue(defaultValue = "20") int limit) {
        Window window = Window.of(skip, limit);
        List<QueueLane> all = outlook.lanes();
        return window.page(all.size(), all.stream().skip(skip).limit(limit).toList());
    }
}
