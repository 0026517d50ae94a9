package org.cardpress.manager.account;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Languages;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.manager.web.Zones;
import org.cardpress.protocol.auth.PasswordChange;
import org.cardpress.protocol.catalog.UserView;
import org.cardpress.protocol.client.OrganisationCalls;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One's own language, time zone and password. The first two are kept by the browser; the password is the scheduler's matter, and its
 * change ends every other login of the person.
 */
@Controller("/profile")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class ProfileController {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileController.class);
    private static final String PAGE = "/profile";
    private static final int MOST_MEMBERS = 200;

    private final Pages pages;

    ProfileController(Pages pages) {
        this.pages = pages;
    }

    @Get
    HttpResponse<String> show(HttpRequest<?> request) {
        return page(Visit.of(request), HttpStatus.OK, FieldErrors.NONE);
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> change(HttpRequest<?> request, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        MutableHttpResponse<String> done = Pages.goTo(PAGE);
        Languages.choose(form.text("language")).ifPresent(done::cookie);
        done.cookie(Zones.choose(form.text("zone")));
        visit.signedIn().tell(visit.texts().say("profile.saved"));
        return done;
    }

    @Post("/password")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> password(HttpRequest<?> request, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        if (!form.raw("newPassword").equals(form.raw("again"))) {
            return wrong(visit, "again", visit.texts().say("profile.not-the-same"));
        }
        try {
            visit.scheduler().changePassword(new PasswordChange(form.raw("oldPassword"), form.raw("newPassword")));
        } catch (ProblemException refusal) {
            if (refusal.code() == ErrorCode.LOGIN_REFUSED) {
                return wrong(visit, "oldPassword", visit.texts().say("profile.old-wrong"));
            }
            if (refusal.code() != ErrorCode.MALFORMED) {
                throw refusal;
            }
            return page(visit, HttpStatus.BAD_REQUEST, FieldErrors.of(refusal));
        }
        LOG.info("{} changed the own password", visit.signedIn().username());
        visit.signedIn().tell(visit.texts().say("profile.password-changed"));
        return Pages.goTo(PAGE);
    }

    private HttpResponse<String> wrong(Visit visit, String field, String sentence) {
        return page(visit, HttpStatus.BAD_REQUEST, FieldErrors.of(List.of(new Problem.Detail(field, sentence))));
    }

    /** Passwords are never shown again, so the form comes back empty. */
    private HttpResponse<String> page(Visit visit, HttpStatus status, FieldErrors errors) {
        UserView account = visit.scheduler().users().get(visit.signedIn().username());
        Map<String, Object> model = new HashMap<>();
        model.put("page", PAGE);
        model.put("errors", errors);
        model.put("form", Form.of(Map.of("oldPassword", "", "newPassword", "", "again", "")));
        model.put("account", account);
        model.put("zones", Zones.ALL);
        if (account.organisation() != null) {
            OrganisationCalls organisations = visit.scheduler().organisations();
            model.put("organisation", organisations.get(account.organisation()));
            model.put(
                    "members",
                    organisations
                            .members(account.organisation(), 0, MOST_MEMBERS)
                            .items());
        }
        return pages.page(visit, status, "profile", model);
    }
}
