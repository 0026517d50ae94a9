package org.cardpress.manager.admin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.cardpress.manager.live.Streams;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.catalog.HostView;

/** How the whole line is: whether the scheduler is well, which machines have been silent, how much waits for whom. */
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class StatusController {
    private static final int MOST_HOSTS = 200;

    private final Pages pages;
    private final Streams streams;
    private final Clock clock;

    StatusController(Pages pages, Streams streams, Clock clock) {
        this.pages = pages;
        this.streams = streams;
        this.clock = clock;
    }

    @Get("/admin/status")
    HttpResponse<String> show(HttpRequest<?> request) {
        Visit visit = Visit.of(request);
        List<HostView> hosts = visit.scheduler().hosts().list(0, MOST_HOSTS).items();
        return pages.page(
                visit,
                "admin-status",
                Map.of(
                        "status",
                        LineStatus.of(visit.scheduler(), hosts, clock.instant()),
                        "programs",
                        Programs.of(visit.scheduler(), hosts, clock.instant()),
                        "watched",
                        streams.size(),
                        "mostWatched",
                        Streams.MOST));
    }
}
