package org.cardpress.manager.order;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cardpress.locale.Phrase;
import org.cardpress.locale.Texts;
import org.cardpress.manager.session.Secrets;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.catalog.Channel;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.Via;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.PlaceOrder;
import org.jspecify.annotations.Nullable;

/** Places an order. Whatever is wrong, the form comes back as it was typed; sent twice it is one order. */
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class PlaceController {
    private static final String PAGE = "/orders/new";
    private static final List<Long> CARD_SIZES = List.of(8L, 16L, 32L, 64L, 128L, 256L, 512L, 1024L);
    private static final List<String> VIAS = Arrays.stream(Via.values())
            .map(via -> via.name().toLowerCase(Locale.ROOT).replace('_', '.'))
            .toList();

    private final Pages pages;
    private final Secrets secrets;
    private final ConfigYaml yaml;

    PlaceController(Pages pages, Secrets secrets, ConfigYaml yaml) {
        this.pages = pages;
        this.secrets = secrets;
        this.yaml = yaml;
    }

    @Get(PAGE)
    HttpResponse<String> ask(HttpRequest<?> request) {
        Visit visit = Visit.of(request);
        Form form = visit.signedIn().takeTyped(PAGE).map(Form::of).orElseGet(() -> PlaceForm.fresh(secrets.next()));
        return page(visit, HttpStatus.OK, form, FieldErrors.NONE);
    }

    @Post("/orders")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> place(HttpRequest<?> request, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        String wanted = form.text("do");
        if (wanted.equals("add")) {
            int rows = PlaceForm.rows(form);
            return page(visit, HttpStatus.OK, form.with("rows", String.valueOf(rows + 1)), FieldErrors.NONE);
        }
        if (wanted.startsWith("remove-")) {
            Form less = form.without("config.files[" + wanted.substring("remove-".length()) + "].");
            return page(visit, HttpStatus.OK, PlaceForm.compact(less), FieldErrors.NONE);
        }
        return wanted.equals("import") ? fill(visit, form) : order(visit, PlaceForm.compact(form));
    }

    private HttpResponse<String> fill(Visit visit, Form form) {
        try {
            Form filled = new PlaceForm(yaml, form).filledWith(yaml.config(form.raw("yaml")));
            return page(visit, HttpStatus.OK, filled, FieldErrors.NONE);
        } catch (IllegalArgumentException e) {
            Problem.Detail wrong = new Problem.Detail("yaml", String.valueOf(e.getMessage()));
            return page(visit, HttpStatus.BAD_REQUEST, form, FieldErrors.of(List.of(wrong)));
        }
    }

    private HttpResponse<String> order(Visit visit, Form form) {
        PlaceForm typed = new PlaceForm(yaml, form);
        PlaceOrder wanted = typed.order();
        if (!typed.problems().isEmpty()) {
            return page(visit, HttpStatus.BAD_REQUEST, form, FieldErrors.of(typed.problems()));
        }
        try {
            OrderView placed = visit.scheduler().placeOrder(wanted);
            visit.signedIn().tell(Texts.of(visit.language()).say(Phrase.ORDER_PLACED, placed.id(), placed.name()));
            return Pages.goTo("/orders/" + placed.id());
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.MALFORMED && refusal.code() != ErrorCode.TOO_LARGE) {
                throw refusal;
            }
            return page(visit, HttpStatus.BAD_REQUEST, form, FieldErrors.of(refusal));
        } catch (SchedulerUnreachable e) {
            Problem.Detail away = new Problem.Detail("", visit.texts().say("place.away"));
            return page(visit, HttpStatus.SERVICE_UNAVAILABLE, form, FieldErrors.of(List.of(away)));
        }
    }

    private HttpResponse<String> page(Visit visit, HttpStatus status, Form form, FieldErrors errors) {
        Map<String, Object> model = new HashMap<>();
        model.put("page", PAGE);
        model.put("form", form);
        model.put("errors", errors);
        model.put("rows", PlaceForm.rows(form));
        model.put("vias", VIAS);
        model.put("cardSizes", CARD_SIZES);
        model.put("channels", channels(visit));
        return pages.page(visit, status, "order-new", model);
    }

    /** The form is shown without a choice where the scheduler is away: it must not be lost for that. */
    private static List<Channel> channels(Visit visit) {
        try {
            return visit.scheduler().channels(0, 200).items().stream()
                    .filter(Channel::active)
                    .toList();
        } catch (SchedulerUnreachable e) {
            return List.of();
        }
    }
}
