package org.cardpress.manager.order;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.cardpress.manager.live.Seen;
import org.cardpress.manager.live.Streams;
import org.cardpress.manager.live.Watches;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.order.OrderView;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/**
 * The line of one order, told to those who look at it. Each is let in by asking for the order once as that person; from then on one
 * question serves all, so nothing is shown here that some of them may not see (no config, no public link). Buttons are told anew only
 * when others are right, since somebody may be typing beside them.
 */
@Controller
@ExecuteOn(Threads.PAGES)
final class OrderLiveController {
    /** Short enough that who loses an account soon sees no more. */
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final Pages pages;
    private final Watches watches;
    private final Streams streams;

    OrderLiveController(Pages pages, Watches watches, Streams streams) {
        this.pages = pages;
        this.watches = watches;
        this.streams = streams;
    }

    @Get(value = "/orders/{id}/live", produces = MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> watch(HttpRequest<?> request, @PathVariable String id) {
        Visit visit = Visit.of(request);
        SchedulerClient scheduler = visit.scheduler();
        OrderView first = scheduler.orders().get(id);
        AtomicReference<String> actions =
                new AtomicReference<>(OrderPages.of(visit, first).actions());
        Flux<Seen<OrderView>> seen = watches.follow(
                "order " + first.id(), first, order -> scheduler.orders().after(order.id(), order.version(), WAIT));
        return streams.to(visit.signedIn(), seen.concatMapIterable(each -> {
            OrderPage page = OrderPages.of(visit, each.value());
            Map<String, Object> model = Map.of("o", page, "stale", each.stale(), "page", "/orders/" + id);
            Event<String> live = Streams.event("live", pages.part(visit, "order-parts", "live", model));
            if (page.actions().equals(actions.getAndSet(page.actions()))) {
                return List.of(live);
            }
            return List.of(live, Streams.event("changed", "changed"));
        }));
    }
}
