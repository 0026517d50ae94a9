package org.cardpress.manager.order;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.HashMap;
import java.util.Map;
import org.cardpress.manager.live.Streams;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.order.TaskView;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** A task's log: what there is, and what comes while one reads. */
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class TaskController {
    private final Pages pages;
    private final Streams streams;
    private final LogTail tail;

    TaskController(Pages pages, Streams streams, LogTail tail) {
        this.pages = pages;
        this.streams = streams;
        this.tail = tail;
    }

    /** @param attempt the last one where it is left out */
    @Get("/tasks/{id}")
    HttpResponse<String> show(HttpRequest<?> request, @PathVariable String id, @QueryValue @Nullable Integer attempt) {
        Visit visit = Visit.of(request);
        TaskView task = visit.scheduler().tasks().get(id);
        int shown = attempt == null ? task.attempt() : attempt;
        LogTail.Part part = tail.whole(visit.scheduler(), id, shown);
        Map<String, Object> model = new HashMap<>();
        model.put("task", task);
        model.put("attempt", shown);
        model.put("log", part.text());
        model.put("offset", part.next());
        model.put("follow", shown == task.attempt() && !task.stage().isTerminal());
        return pages.page(visit, "task", model);
    }

    @Get(value = "/tasks/{id}/log", produces = MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> follow(
            HttpRequest<?> request, @PathVariable String id, @QueryValue int attempt, @QueryValue long offset) {
        Visit visit = Visit.of(request);
        // A browser whose line broke says what it had last.
        long from = request.getHeaders()
                .findFirst("Last-Event-ID")
                .filter(last -> last.matches("[0-9]{1,10}"))
                .map(Long::valueOf)
                .orElse(offset);
        visit.scheduler().tasks().get(id);
        return streams.to(
                visit.signedIn(),
                tail.follow(visit.scheduler(), id, attempt, from)
                        .map(part -> Streams.event("text", part.text()).id(String.valueOf(part.next()))));
    }
}
