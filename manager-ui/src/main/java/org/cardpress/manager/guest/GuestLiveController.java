package org.cardpress.manager.guest;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.ArrayList;
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

/**
 * The line of an order, told to those who follow it by a link. One question serves all who have a link of one act to one order that ends
 * at one time.
 */
@Controller
@ExecuteOn(Threads.PAGES)
final class GuestLiveController {
    /** Short enough that a link that ends is soon over. */
    private static final Duration WAIT = Duration.ofSeconds(5);

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
        AtomicReference<String> told = new AtomicReference<>("");
        // Links that end at another time say so on their pages.
        String thing = "guest " + first.act().wire() + " " + first.orderId() + " " + first.linkUntil();
        Flux<Seen<GuestView>> seen = watches.follow(thing, first, view -> door.after(ticket, view.version(), WAIT));
        return streams.toGuest(seen.concatMapIterable(each -> {
            GuestPage page = new GuestPage(each.value(), path);
            Map<String, Object> model = Map.of("g", page, "stale", each.stale(), "page", path);
            List<Event<String>> events = new ArrayList<>();
            String live = pages.part(visit, "guest-parts", "live", model);
            // Of most changes an order goes through a guest is shown nothing.
            if (!live.equals(told.getAndSet(live))) {
                events.add(Streams.event("live", live));
            }
            if (!page.actions().equals(actions.getAndSet(page.actions()))) {
                events.add(Streams.event("changed", "changed"));
            }
            return events;
        }));
    }
}
