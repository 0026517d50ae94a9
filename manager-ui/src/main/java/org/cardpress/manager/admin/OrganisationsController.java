package org.cardpress.manager.admin;

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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cardpress.manager.design.Difference;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Paging;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.UserChange;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.organisation.Member;
import org.cardpress.protocol.organisation.OrganisationView;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Organisations: list, add, change the quota, see the ledger, take members in and let them go. */
@Controller(OrganisationsController.PAGE)
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class OrganisationsController {
    static final String PAGE = "/admin/organisations";

    private static final Logger LOG = LoggerFactory.getLogger(OrganisationsController.class);
    private static final int MOST_MEMBERS = 200;

    private final Pages pages;

    OrganisationsController(Pages pages) {
        this.pages = pages;
    }

    @Get
    HttpResponse<String> list(HttpRequest<?> request, @QueryValue(defaultValue = "0") String skip) {
        Visit visit = Visit.of(request);
        Form form = Form.of(Map.of("slug", "", "name", "", "active", "true"));
        return listed(visit, HttpStatus.OK, Paging.skip(skip), form, FieldErrors.NONE);
    }

    @Get("/{slug}")
    HttpResponse<String> show(HttpRequest<?> request, @PathVariable String slug) {
        Visit visit = Visit.of(request);
        OrganisationView organisation = visit.scheduler().organisations().get(slug);
        Form form = Meanwhile.opened(OrganisationForm.of(organisation));
        return shown(visit, HttpStatus.OK, organisation, form, FieldErrors.NONE, List.of());
    }

    /** Adds one, or changes the one of this slug. */
    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> put(HttpRequest<?> request, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        try {
            if (form.has("was.slug")) {
                OrganisationView now = visit.scheduler().organisations().get(OrganisationForm.slug(form));
                List<Difference> changes = Meanwhile.changes(form, OrganisationForm.of(now));
                if (!changes.isEmpty()) {
                    Form again = Meanwhile.again(form, OrganisationForm.of(now));
                    return shown(visit, HttpStatus.CONFLICT, now, again, FieldErrors.NONE, changes);
                }
            }
            OrganisationView saved =
                    visit.scheduler().organisations().put(OrganisationForm.slug(form), OrganisationForm.change(form));
            LOG.info(
                    "organisation {} saved by {}",
                    saved.slug(),
                    visit.signedIn().username());
            visit.signedIn().tell(visit.texts().say("organisations.saved", saved.slug()));
            return Pages.goTo(PAGE + "/" + saved.slug());
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.MALFORMED) {
                throw refusal;
            }
            return listed(visit, HttpStatus.BAD_REQUEST, 0, form, FieldErrors.of(refusal));
        }
    }

    /** Takes an account in, or lets it go where {@code leave} is given. */
    @Post("/{slug}/members")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> member(HttpRequest<?> request, @PathVariable String slug, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        OrganisationView organisation = visit.scheduler().organisations().get(slug);
        String username = form.text("username");
        boolean leave = form.has("leave");
        try {
            if (username.isEmpty()) {
                throw OrganisationForm.wrong("username", visit.texts().say("organisations.no-name"));
            }
            visit.scheduler()
                    .users()
                    .change(username, UserChange.ofOrganisation(leave ? UserChange.NO_ORGANISATION : slug));
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.MALFORMED && refusal.code() != ErrorCode.NOT_FOUND) {
                throw refusal;
            }
            ProblemException beside = OrganisationForm.wrong("username", String.valueOf(refusal.getMessage()));
            Form both = Meanwhile.opened(OrganisationForm.of(organisation)).with("username", username);
            return shown(visit, HttpStatus.BAD_REQUEST, organisation, both, FieldErrors.of(beside), List.of());
        }
        LOG.info(
                "account {} {} organisation {}: {}",
                username,
                leave ? "leaves" : "joins",
                slug,
                visit.signedIn().username());
        visit.signedIn().tell(visit.texts().say(leave ? "organisations.left-it" : "organisations.joined", username));
        return Pages.goTo(PAGE + "/" + organisation.slug());
    }

    private HttpResponse<String> listed(Visit visit, HttpStatus status, int skip, Form form, FieldErrors errors) {
        Page<OrganisationView> found = visit.scheduler().organisations().list(skip, Paging.SIZE);
        return pages.page(
                visit,
                status,
                "admin-organisations",
                Map.of(
                        "page", PAGE,
                        "organisations", found.items(),
                        "paging", new Paging(PAGE, Map.of(), found.meta()),
                        "form", form,
                        "errors", errors));
    }

    private HttpResponse<String> shown(
            Visit visit,
            HttpStatus status,
            OrganisationView organisation,
            Form form,
            FieldErrors errors,
            List<Difference> changes) {
        Page<Member> members = visit.scheduler().organisations().members(organisation.slug(), 0, MOST_MEMBERS);
        Map<String, Object> model = new HashMap<>();
        model.put("page", PAGE + "/" + organisation.slug());
        model.put("organisation", organisation);
        model.put("members", members.items());
        model.put("more", members.meta().count() - members.items().size());
        model.put("form", form);
        model.put("errors", errors);
        model.put("changes", changes);
        return pages.page(visit, status, "admin-organisation", model);
    }
}
