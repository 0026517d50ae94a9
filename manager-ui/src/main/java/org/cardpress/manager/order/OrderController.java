package org.cardpress.manager.order;

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
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import org.cardpress.locale.Phrase;
import org.cardpress.locale.Texts;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.Shipment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One order: its page, and what a person can do to it. */
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class OrderController {
    private static final Logger LOG = LoggerFactory.getLogger(OrderController.class);

    private final Pages pages;
    private final OrderPages orders;

    OrderController(Pages pages, OrderPages orders) {
        this.pages = pages;
        this.orders = orders;
    }

    @Get("/orders/{id}")
    HttpResponse<String> show(HttpRequest<?> request, @PathVariable String id) {
        Visit visit = Visit.of(request);
        return page(visit, HttpStatus.OK, visit.scheduler().orders().get(id), Form.empty(), FieldErrors.NONE);
    }

    @Get("/orders/{id}/cancel")
    HttpResponse<String> askCancel(HttpRequest<?> request, @PathVariable String id) {
        Visit visit = Visit.of(request);
        OrderPage order = OrderPages.of(visit, visit.scheduler().orders().get(id));
        if (!order.canCancel()) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "order " + id + " is " + order.order().status().wire());
        }
        return pages.page(visit, "order-cancel", Map.of("o", order));
    }

    @Post("/orders/{id}/cancel")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> cancel(HttpRequest<?> request, @PathVariable String id, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        visit.form(body);
        visit.scheduler().orders().cancel(id);
        return done(visit, id, Phrase.ORDER_CANCELED);
    }

    @Post("/orders/{id}/retry")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> retry(HttpRequest<?> request, @PathVariable String id, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        visit.scheduler().orders().retry(id, form.optional("task"));
        return done(visit, id, Phrase.ORDER_RETRIED);
    }

    @Post("/orders/{id}/shipment")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> ship(HttpRequest<?> request, @PathVariable String id, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        if (form.text("details").isEmpty()) {
            Problem.Detail empty = new Problem.Detail("details", visit.texts().say("ship.empty"));
            return page(
                    visit,
                    HttpStatus.BAD_REQUEST,
                    visit.scheduler().orders().get(id),
                    form,
                    FieldErrors.of(List.of(empty)));
        }
        try {
            visit.scheduler().orders().ship(id, new Shipment(form.text("details")));
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.MALFORMED) {
                throw refusal;
            }
            return page(
                    visit, HttpStatus.BAD_REQUEST, visit.scheduler().orders().get(id), form, FieldErrors.of(refusal));
        }
        return done(visit, id, Phrase.ORDER_SHIPPED);
    }

    private HttpResponse<String> done(Visit visit, String id, Phrase phrase) {
        LOG.info("order {}: {} by {}", id, phrase, visit.signedIn().username());
        visit.signedIn().tell(Texts.of(visit.language()).say(phrase, id));
        return Pages.goTo("/orders/" + id);
    }

    private HttpResponse<String> page(Visit visit, HttpStatus status, OrderView order, Form form, FieldErrors errors) {
        return orders.page(visit, status, order, form, errors, null);
    }
}
