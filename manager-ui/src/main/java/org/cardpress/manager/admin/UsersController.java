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
import java.util.List;
import java.util.Map;
import org.cardpress.locale.Phrase;
import org.cardpress.locale.Texts;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Paging;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.NewUser;
import org.cardpress.protocol.catalog.UserChange;
import org.cardpress.protocol.catalog.UserView;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accounts: list, add, disable and enable, change the role. The scheduler keeps the last manager from being shut out. */
@Controller("/admin/users")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class UsersController {
    private static final Logger LOG = LoggerFactory.getLogger(UsersController.class);

    private final Pages pages;

    UsersController(Pages pages) {
        this.pages = pages;
    }

    @Get
    HttpResponse<String> list(HttpRequest<?> request, @QueryValue(defaultValue = "0") String skip) {
        Visit visit = Visit.of(request);
        return page(visit, HttpStatus.OK, Paging.skip(skip), Form.empty(), FieldErrors.NONE);
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> add(HttpRequest<?> request, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        try {
            UserView added = visit.scheduler()
                    .users()
                    .add(new NewUser(
                            form.text("username"),
                            form.raw("password"),
                            role(form.text("role")),
                            form.optional("email")));
            LOG.info(
                    "account {} added by {}", added.username(), visit.signedIn().username());
            Texts texts = Texts.of(visit.language());
            visit.signedIn()
                    .tell(texts.say(
                            Phrase.USER_ADDED,
                            added.username(),
                            texts.role(added.role().wire())));
            return Pages.goTo("/admin/users");
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.MALFORMED && refusal.code() != ErrorCode.CONFLICT) {
                throw refusal;
            }
            return page(visit, HttpStatus.BAD_REQUEST, 0, form, FieldErrors.of(refusal));
        }
    }

    @Post("/{username}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> change(HttpRequest<?> request, @PathVariable String username, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        Boolean active = form.has("active") ? yesOrNo(form.text("active")) : null;
        Role role = active == null ? role(form.text("role")) : null;
        visit.scheduler().users().change(username, new UserChange(active, role, null, null));
        LOG.info(
                "account {} changed by {}: active {}, role {}",
                username,
                visit.signedIn().username(),
                active,
                role);
        visit.signedIn().tell(visit.texts().say("users.changed", username));
        return Pages.goTo(visit.page());
    }

    private HttpResponse<String> page(Visit visit, HttpStatus status, int skip, Form form, FieldErrors errors) {
        Page<UserView> found = visit.scheduler().users().list(skip, Paging.SIZE);
        return pages.page(
                visit,
                status,
                "admin-users",
                Map.of(
                        "users",
                        found.items(),
                        "paging",
                        new Paging("/admin/users", Map.of(), found.meta()),
                        "roles",
                        List.of(Role.values()),
                        "form",
                        form,
                        "errors",
                        errors));
    }

    private static boolean yesOrNo(String word) {
        if (!word.matches("true|false")) {
            throw new ProblemException(ErrorCode.MALFORMED, "active \"" + word + "\" (expected true or false)");
        }
        return word.equals("true");
    }

    private static Role role(String word) {
        try {
            return Role.ofWire(word);
        } catch (IllegalArgumentException e) {
            String wrong = String.valueOf(e.getMessage());
            throw new ProblemException(ErrorCode.MALFORMED, wrong, List.of(new Problem.Detail("role", wrong)));
        }
    }
}
