package org.cardpress.manager.floor;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.cardpress.manager.live.Seen;
import org.cardpress.manager.live.Streams;
import org.cardpress.manager.live.Watches;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.catalog.AsideReason;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.floor.HostFloor;
import org.cardpress.protocol.order.ConfirmCard;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.TaskKind;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** The floor: choose a writer host, then see its slots, told anew whenever something changes. Operators see the same. */
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class FloorController {
    private static final Logger LOG = LoggerFactory.getLogger(FloorController.class);
    private static final int MOST_HOSTS = 200;
    /** Short enough that who loses an account soon sees no more. */
    private static final Duration WAIT = Duration.ofSeconds(5);

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
        List<HostView> hosts = visit.scheduler().hosts().list(0, MOST_HOSTS).items().stream()
                .filter(host -> host.kinds().contains(TaskKind.WRITE))
                .toList();
        return pages.page(visit, "floor-hosts", Map.of("hosts", hosts));
    }

    @Get("/floor/{host}")
    HttpResponse<String> show(HttpRequest<?> request, @PathVariable String host) {
        Visit visit = Visit.of(request);
        return page(visit, host, HttpStatus.OK, Form.of(Map.of("reason", "")), FieldErrors.NONE);
    }

    /** A yes to the question of one slot; one that came too late hits no other card, since it names its question. */
    @Post("/floor/{host}/confirm")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> confirm(HttpRequest<?> request, @PathVariable String host, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        TaskView task = visit.scheduler().tasks().confirm(form.text("task"), new ConfirmCard(form.text("question")));
        LOG.info(
                "task {}: {} lets its card be overwritten",
                task.id(),
                visit.signedIn().username());
        visit.signedIn().tell(visit.texts().say("floor.confirmed", String.valueOf(task.slot())));
        return Pages.goTo(path(host));
    }

    /** Takes a slot out of service with a reason; puts it back where {@code back} is given. */
    @Post("/floor/{host}/aside")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> aside(HttpRequest<?> request, @PathVariable String host, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        String slot = form.text("slot");
        try {
            if (form.has("back")) {
                visit.scheduler().hosts().putBack(host, slot);
                visit.signedIn().tell(visit.texts().say("floor.aside.undone", slot));
            } else {
                visit.scheduler().hosts().setAside(host, slot, new AsideReason(form.text("reason")));
                visit.signedIn().tell(visit.texts().say("floor.aside.done", slot));
            }
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.MALFORMED) {
                throw refusal;
            }
            return page(visit, host, HttpStatus.BAD_REQUEST, form, FieldErrors.of(refusal));
        }
        return Pages.goTo(path(host));
    }

    private HttpResponse<String> page(Visit visit, String host, HttpStatus status, Form form, FieldErrors errors) {
        Map<String, Object> model = Map.of(
                "page",
                path(host),
                "floor",
                new FloorView(visit.scheduler().hosts().floor(host)),
                "stale",
                false,
                "form",
                form,
                "errors",
                errors);
        return pages.page(visit, status, "floor", model);
    }

    private static String path(String host) {
        return "/floor/" + URLEncoder.encode(host, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Get(value = "/floor/{host}/live", produces = MediaType.TEXT_EVENT_STREAM)
    Publisher<Event<String>> watch(HttpRequest<?> request, @PathVariable String host) {
        Visit visit = Visit.of(request);
        SchedulerClient scheduler = visit.scheduler();
        HostFloor first = scheduler.hosts().floor(host);
        Flux<Seen<HostFloor>> seen = watches.follow(
                "floor " + host, first, floor -> scheduler.hosts().floorAfter(host, floor.version(), WAIT));
        return streams.to(visit.signedIn(), seen.map(each -> {
            Map<String, Object> model =
                    Map.of("floor", new FloorView(each.value()), "stale", each.stale(), "page", path(host));
            return Streams.event("live", pages.part(visit, "floor-parts", "live", model));
        }));
    }
}
