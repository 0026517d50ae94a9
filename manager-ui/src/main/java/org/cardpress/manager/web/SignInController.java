package org.cardpress.manager.web;

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
import java.util.Map;
import java.util.Optional;
import org.cardpress.manager.session.CookieStyle;
import org.cardpress.manager.session.Invitations;
import org.cardpress.manager.session.Sessions;
import org.cardpress.manager.session.SignIn;
import org.cardpress.manager.session.SignedIn;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Comes in and goes out. After signing in one is where one wanted to be. */
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class SignInController {
    private static final Logger LOG = LoggerFactory.getLogger(SignInController.class);

    private final Pages pages;
    private final SignIn signIn;
    private final Sessions sessions;
    private final Invitations invitations;
    private final CookieStyle cookie;

    SignInController(Pages pages, SignIn signIn, Sessions sessions, Invitations invitations, CookieStyle cookie) {
        this.pages = pages;
        this.signIn = signIn;
        this.sessions = sessions;
        this.invitations = invitations;
        this.cookie = cookie;
    }

    @Get
    HttpResponse<String> start(HttpRequest<?> request) {
        return Pages.goTo(Visit.of(request).person().map(SignInController::home).orElse("/sign-in"));
    }

    @Get("/sign-in")
    HttpResponse<String> ask(HttpRequest<?> request, @QueryValue @Nullable String next) {
        return pages.page(Visit.of(request), "sign-in", Map.of("next", LocalPath.of(next), "kept", "", "message", ""));
    }

    @Post("/sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> enter(HttpRequest<?> request, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = Form.of(body);
        String next = LocalPath.of(form.text("next"));
        try {
            SignedIn person = signIn.with(new Credentials(form.text("username"), form.raw("password")));
            if (!form.raw("kept").isEmpty()) {
                person.keepTyped(next, form.raw("kept"));
                person.tell(visit.texts().say("sign-in.kept"));
            }
            return begin(visit, person, next);
        } catch (ProblemException refusal) {
            return pages.page(
                    visit,
                    HttpStatus.valueOf(refusal.code().httpStatus()),
                    "sign-in",
                    Map.of("next", next, "kept", form.raw("kept"), "message", message(refusal), "form", form));
        }
    }

    /** A link made in this process, as by the demo. */
    @Get("/sign-in/{secret}")
    HttpResponse<String> enterInvited(HttpRequest<?> request, @PathVariable String secret) {
        Optional<Invitations.Invitation> invitation = invitations.take(secret);
        if (invitation.isEmpty()) {
            return Pages.goTo("/sign-in");
        }
        SignedIn person = signIn.with(invitation.get().credentials());
        return begin(Visit.of(request), person, LocalPath.of(invitation.get().next()));
    }

    @Post("/sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> leave(HttpRequest<?> request, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        visit.form(body);
        LOG.info("{} signs out", visit.signedIn().username());
        sessions.end(visit.signedIn());
        return Pages.goTo("/sign-in").cookie(cookie.gone());
    }

    @Post("/language")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> language(@Body @Nullable String body) {
        Form form = Form.of(body);
        return Languages.choose(form.text("language"))
                .<HttpResponse<String>>map(
                        chosen -> Pages.goTo(LocalPath.of(form.text(Form.PAGE))).cookie(chosen))
                .orElseGet(() -> Pages.goTo(LocalPath.of(form.text(Form.PAGE))));
    }

    private HttpResponse<String> begin(Visit visit, SignedIn person, String next) {
        visit.person().ifPresent(sessions::end);
        LOG.info("{} signs in as {}", person.username(), person.role().wire());
        return Pages.goTo(next.equals("/") ? home(person) : next).cookie(cookie.carrying(sessions.begin(person)));
    }

    private static String home(SignedIn person) {
        return person.role() == Role.OPERATOR && new Rights().may(Role.OPERATOR, "GET", "/floor")
                ? "/floor"
                : "/orders";
    }

    private static String message(ProblemException refusal) {
        return refusal.code() == ErrorCode.TOO_MANY
                ? "sign-in.too-many"
                : refusal.code() == ErrorCode.NOT_ALLOWED ? "sign-in.machine" : "sign-in.refused";
    }
}
