package org.cardpress.manager.floor;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import org.cardpress.manager.live.Seen;
import org.cardpress.manager.live.Streams;
import org.cardpress.manager.live.Watches;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.task.TaskKind;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The floor: choose a writer host, then see its slots, told anew whenever something changes. Operators see the same. */
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class FloorController {
    private static final int MOST_HOSTS = 200;

    private final Pages pages;
    private final Watches watches;
    private final Streams streams;

    FloorController(Pages pages, Watches watches, Streams streams) {
        this.pages = pages;
        this.watches = watches;
        this.streams = streams;
    }

    @Get("/floor")
    HttpResponse<String> choose(HttpRequest<?> request) {
        Visit visit = Visit.of(request);
        List<HostView> hosts = visit.scheduler().hosts(0, MOST_HOSTS).items().stream()
                .filter(host -> host.kinds().contains(TaskKind.WRITE))
                .toList();
        return pages.page(visit, "floor-hosts", Map.of("hosts", hosts));
    }

    @Get("/floor/{host}")
    HttpResponse<String> show(HttpRequest<?> request, @PathVariable String host) {
        Visit visit = Visit.of(request);
        FloorView floor = FloorView.ask(visit.scheduler(), host);
        return pages.page(visit, "floor", Map.of("floor", floor, "stale", false));
    }

    @Get(value = "/floor/{host}/live", produces = MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> watch(HttpRequest<?> request, @PathVariable String host) {
        Visit visit = Visit.of(request);
        SchedulerClient scheduler = visit.scheduler();
        FloorView first = FloorView.ask(scheduler, host);
        Flux<Seen<FloorView>> seen = watches.watch("floor " + host, () -> FloorView.ask(scheduler, host));
        return streams.to(visit.signedIn(), seen.map(each -> {
            FloorView floor = each.value() == null ? first : each.value();
            Map<String, Object> model = Map.of("floor", floor, "stale", each.stale());
            return Streams.event("live", pages.part(visit, "floor-parts", "live", model));
        }));
    }
}
