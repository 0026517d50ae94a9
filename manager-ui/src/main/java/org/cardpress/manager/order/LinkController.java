package org.cardpress.manager.order;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.PublicAddress;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.GuestLink;
import org.jspecify.annotations.Nullable;

/** Makes links to an order for people without an account. A link is shown once: nobody keeps it but those it is given to. */
@Controller("/orders/{id}/links")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class LinkController {
    private final OrderPages orders;
    private final PublicAddress address;

    LinkController(OrderPages orders, PublicAddress address) {
        this.orders = orders;
        this.address = address;
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> make(HttpRequest<?> request, @PathVariable String id, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        try {
            GuestLink link = visit.scheduler().links().make(id, wanted(form));
            OrderPages.Made made =
                    new OrderPages.Made(link.act().wire(), address.of("/public/" + link.ticket()), link.expiresAt());
            return orders.page(visit, HttpStatus.OK, visit.scheduler().orders().get(id), form, FieldErrors.NONE, made);
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.MALFORMED) {
                throw refusal;
            }
            return orders.page(
                    visit,
                    HttpStatus.BAD_REQUEST,
                    visit.scheduler().orders().get(id),
                    form,
                    FieldErrors.of(refusal),
                    null);
        }
    }

    @Post("/withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> withdraw(HttpRequest<?> request, @PathVariable String id, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        visit.form(body);
        visit.scheduler().links().withdraw(id);
        visit.signedIn().tell(visit.texts().say("links.withdrawn"));
        return Pages.goTo("/orders/" + id);
    }

    private static GuestLink.Wanted wanted(Form form) {
        String days = form.text("days");
        if (!days.matches("[0-9]{0,4}")) {
            throw wrong("days", "\"" + days + "\" (expected 1 to 365)");
        }
        try {
            return new GuestLink.Wanted(
                    GuestAct.ofWire(form.text("act")), days.isEmpty() ? null : Integer.valueOf(days));
        } catch (IllegalArgumentException e) {
            throw wrong("act", String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException wrong(String field, String message) {
        return new ProblemException(ErrorCode.MALFORMED, message, List.of(new Problem.Detail(field, message)));
    }
}
