package org.cardpress.manager.admin;

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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cardpress.locale.Phrase;
import org.cardpress.locale.Texts;
import org.cardpress.manager.design.Difference;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Paging;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where images are kept: list, add, change. What an address means to workers is judged by the scheduler. */
@Controller("/admin/warehouses")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class WarehousesController {
    private static final Logger LOG = LoggerFactory.getLogger(WarehousesController.class);
    private static final String PAGE = "/admin/warehouses";

    private final Pages pages;
    private final Clock clock;

    WarehousesController(Pages pages, Clock clock) {
        this.pages = pages;
        this.clock = clock;
    }

    /** @param edit slug of the warehouse whose values stand in the form */
    @Get
    HttpResponse<String> list(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "0") String skip,
            @QueryValue(defaultValue = "") String edit) {
        Visit visit = Visit.of(request);
        Form form = edit.isEmpty()
                ? Form.of(Map.of("active", "true"))
                : Meanwhile.opened(filled(visit.scheduler().warehouses().get(edit)));
        return page(visit, HttpStatus.OK, Paging.skip(skip), form, FieldErrors.NONE, List.of());
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> put(HttpRequest<?> request, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        Optional<Form> now = now(visit, form.text("slug"));
        List<Difference> changes =
                now.map(stands -> Meanwhile.changes(form, stands)).orElse(List.of());
        if (!changes.isEmpty()) {
            Form again = Meanwhile.again(form, now.orElseThrow());
            return page(visit, HttpStatus.CONFLICT, 0, again, FieldErrors.NONE, changes);
        }
        try {
            Warehouse saved = visit.scheduler()
                    .warehouses()
                    .put(new Warehouse(
                            form.text("slug"),
                            form.text("ftp"),
                            form.text("http"),
                            form.text("account"),
                            form.text("active").equals("true")));
            LOG.info("warehouse {} saved by {}", saved.slug(), visit.signedIn().username());
            visit.signedIn().tell(Texts.of(visit.language()).say(Phrase.WAREHOUSE_PUT, saved.slug()));
            return Pages.goTo(PAGE);
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.MALFORMED && refusal.code() != ErrorCode.NOT_FOUND) {
                throw refusal;
            }
            return page(visit, HttpStatus.BAD_REQUEST, 0, form, FieldErrors.of(refusal), List.of());
        }
    }

    /** What stands there, as a form; empty where nothing does, or no name of one was typed. */
    private static Optional<Form> now(Visit visit, String slug) {
        try {
            return slug.isEmpty()
                    ? Optional.empty()
                    : Optional.of(filled(visit.scheduler().warehouses().get(slug)));
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.NOT_FOUND && refusal.code() != ErrorCode.MALFORMED) {
                throw refusal;
            }
            return Optional.empty();
        }
    }

    private HttpResponse<String> page(
            Visit visit, HttpStatus status, int skip, Form form, FieldErrors errors, List<Difference> changes) {
        Page<Warehouse> found = visit.scheduler().warehouses().list(skip, Paging.SIZE);
        Map<String, Object> model = new HashMap<>();
        model.put("page", PAGE);
        model.put("warehouses", found.items());
        model.put("rooms", WarehouseSpace.of(visit.scheduler(), clock.instant()));
        model.put("paging", new Paging(PAGE, Map.of(), found.meta()));
        model.put("form", form);
        model.put("errors", errors);
        model.put("changes", changes);
        return pages.page(visit, status, "admin-warehouses", model);
    }

    private static Form filled(Warehouse warehouse) {
        return Form.of(Map.of(
                "slug", warehouse.slug(),
                "ftp", warehouse.ftp(),
                "http", warehouse.http(),
                "account", warehouse.account(),
                "active", String.valueOf(warehouse.active())));
    }
}
