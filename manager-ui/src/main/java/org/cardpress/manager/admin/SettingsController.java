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
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.catalog.SettingsChange;
import org.cardpress.protocol.catalog.ShopSettings;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What managers set while the line runs. Where another set it meanwhile, both are shown and nothing typed is lost. */
@Controller("/admin/settings")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class SettingsController {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsController.class);
    private static final String PAGE = "/admin/settings";
    private static final int MOST = 200;
    private static final int LONGEST = 60;

    private final Pages pages;

    SettingsController(Pages pages) {
        this.pages = pages;
    }

    @Get
    HttpResponse<String> show(HttpRequest<?> request) {
        Visit visit = Visit.of(request);
        ShopSettings now = visit.scheduler().settings().get();
        Form form = visit.signedIn().takeTyped(PAGE).map(Form::of).orElseGet(() -> filled(now));
        return page(visit, HttpStatus.OK, now, form, Map.of());
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> set(HttpRequest<?> request, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        List<Problem.Detail> wrong = new ArrayList<>();
        SettingsChange change = new SettingsChange(
                number(form, "version", wrong),
                form.optional("channel"),
                form.optional("warehouse"),
                number(form, "linkDays", wrong),
                number(form, "guestDays", wrong));
        if (!wrong.isEmpty()) {
            return refused(visit, form, Map.of("errors", FieldErrors.of(wrong)));
        }
        try {
            ShopSettings saved = visit.scheduler().settings().change(change);
            LOG.info(
                    "settings version {} saved by {}",
                    saved.version(),
                    visit.signedIn().username());
            visit.signedIn().tell(visit.texts().say("settings.saved"));
            return Pages.goTo(PAGE);
        } catch (ProblemException refusal) {
            if (refusal.code() == ErrorCode.REVISION) {
                ShopSettings theirs = visit.scheduler().settings().get();
                return page(
                        visit,
                        HttpStatus.BAD_REQUEST,
                        theirs,
                        form.with("version", String.valueOf(theirs.version())),
                        Map.of("theirs", theirs));
            }
            if (refusal.code() != ErrorCode.MALFORMED) {
                throw refusal;
            }
            return refused(visit, form, Map.of("errors", FieldErrors.of(refusal)));
        }
    }

    private HttpResponse<String> refused(Visit visit, Form form, Map<String, Object> more) {
        return page(visit, HttpStatus.BAD_REQUEST, visit.scheduler().settings().get(), form, more);
    }

    private HttpResponse<String> page(
            Visit visit, HttpStatus status, ShopSettings now, Form form, Map<String, Object> more) {
        Map<String, Object> model = new HashMap<>();
        model.put("page", PAGE);
        model.put("now", now);
        model.put("form", form);
        model.put("channels", visit.scheduler().channels().list(0, MOST).items());
        model.put("warehouses", visit.scheduler().warehouses().list(0, MOST).items());
        model.putAll(more);
        return pages.page(visit, status, "admin-settings", model);
    }

    private static Form filled(ShopSettings settings) {
        return Form.of(Map.of(
                "version", String.valueOf(settings.version()),
                "channel", Objects.requireNonNullElse(settings.channel(), ""),
                "warehouse", Objects.requireNonNullElse(settings.warehouse(), ""),
                "linkDays", String.valueOf(settings.linkDays()),
                "guestDays", String.valueOf(settings.guestDays())));
    }

    private static int number(Form form, String field, List<Problem.Detail> wrong) {
        String typed = form.text(field);
        if (!typed.matches("[0-9]{1,6}")) {
            wrong.add(new Problem.Detail(
                    field,
                    "\"" + typed.substring(0, Math.min(LONGEST, typed.length())) + "\" (expected a whole number)"));
            return 0;
        }
        return Integer.parseInt(typed);
    }
}
