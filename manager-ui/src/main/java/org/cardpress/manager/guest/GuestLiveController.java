package org.cardpress.manager.guest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.cardpress.manager.live.Seen;
import org.cardpress.manager.live.Streams;
import org.cardpress.manager.live.Watches;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.order.GuestView;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

/** The line of an order, told to those who follow it by a link. All links of one act to one order share a poll. */
@Controller
@ExecuteOn(Threads.PAGES)
final class GuestLiveController {
    private final Pages pages;
    private final GuestDoor door;
    private final Watches watches;
    private final Streams streams;

    GuestLiveController(Pages pages, GuestDoor door, Watches watches, Streams streams) {
        this.pages = pages;
        this.door = door;
        this.watches = watches;
        this.streams = streams;
    }

    @Get(value = "/public/{ticket}/live", produces = MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> watch(HttpRequest<?> request, @PathVariable String ticket) {
        Visit visit = Visit.of(request);
        String path = "/public/" + ticket;
        GuestView first = door.look(request.getRemoteAddress(), ticket);
        AtomicReference<String> actions = new AtomicReference<>(new GuestPage(first, path).actions());
        String thing = "guest " + first.act().wire() + " " + first.orderId();
        Flux<Seen<GuestView>> seen = watches.watch(thing, () -> door.lookAgain(ticket));
        return streams.toGuest(seen.concatMapIterable(each -> {
            GuestPage page = new GuestPage(each.value() == null ? first : each.value(), path);
            Map<String, Object> model = Map.of("g", page, "stale", each.stale(), "page", path);
            Event<String> live = Streams.event("live", pages.part(visit, "guest-parts", "live", model));
            if (page.actions().equals(actions.getAndSet(page.actions()))) {
                return List.of(live);
            }
            return List.of(live, Streams.event("changed", "changed"));
        }));
    }
}
