package org.cardpress.manager.guest;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The page behind a link. Its forms carry no session's token: there is no session that another site could borrow, and who knows the
 * address may send them anyway.
 */
@Controller("/public/{ticket}")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class GuestController {
    private final Pages pages;
    private final GuestDoor door;

    GuestController(Pages pages, GuestDoor door) {
        this.pages = pages;
        this.door = door;
    }

    @Get
    HttpResponse<String> show(HttpRequest<?> request, @PathVariable String ticket) {
        return page(request, ticket, HttpStatus.OK, Form.empty(), FieldErrors.NONE);
    }

    @Post("/arrival")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> arrived(HttpRequest<?> request, @PathVariable String ticket, @Body @Nullable String body) {
        Form form = Form.of(body);
        return act(
                request, ticket, form, () -> door.arrived(request.getRemoteAddress(), ticket, form.optional("text")));
    }

    @Post("/shipment")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> shipped(HttpRequest<?> request, @PathVariable String ticket, @Body @Nullable String body) {
        Form form = Form.of(body);
        if (form.text("text").isEmpty()) {
            String empty = Visit.of(request).texts().say("ship.empty");
            FieldErrors errors = FieldErrors.of(List.of(new Problem.Detail("text", empty)));
            return page(request, ticket, HttpStatus.BAD_REQUEST, form, errors);
        }
        return act(request, ticket, form, () -> door.shipped(request.getRemoteAddress(), ticket, form.text("text")));
    }

    private HttpResponse<String> act(HttpRequest<?> request, String ticket, Form form, Runnable act) {
        try {
            act.run();
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.MALFORMED) {
                throw refusal;
            }
            return page(request, ticket, HttpStatus.BAD_REQUEST, form, FieldErrors.of(refusal));
        }
        return Pages.goTo("/public/" + ticket);
    }

    private HttpResponse<String> page(
            HttpRequest<?> request, String ticket, HttpStatus status, Form form, FieldErrors errors) {
        String path = "/public/" + ticket;
        Map<String, Object> model = new HashMap<>();
        model.put("g", new GuestPage(door.look(request.getRemoteAddress(), ticket), path));
        model.put("page", path);
        model.put("form", form);
        model.put("errors", errors);
        model.put("stale", false);
        return pages.page(Visit.of(request), status, "guest", model);
    }
}
