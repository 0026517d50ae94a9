package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.PasswordChange;
import org.cardpress.protocol.auth.RefreshRequest;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.audit.AuditTrail;
import org.cardpress.scheduler.auth.Sessions;
import org.cardpress.scheduler.catalog.Users;

/** Logins. */
@Controller("/auth")
@Tag(name = "auth")
@ExecuteOn(Threads.LOGIN)
final class AuthController {
    private static final String UNKNOWN = "?";

    private final Sessions sessions;
    private final Users users;
    private final AuditTrail trail;

    AuthController(Sessions sessions, Users users, AuditTrail trail) {
        this.sessions = sessions;
        this.users = users;
        this.trail = trail;
    }

    /** Gives tokens for username and password. */
    @Post("/authorize")
    TokenPair authorize(HttpRequest<?> request, @Body Credentials credentials) {
        try {
            return sessions.logIn(credentials, Caller.address(request));
        } catch (ProblemException refusal) {
            noteRefused(request, credentials.username(), refusal);
            throw refusal;
        }
    }

    /** Gives new tokens for a refresh token, which is good once. */
    @Post("/token")
    TokenPair token(@Body RefreshRequest refresh) {
        return sessions.refresh(refresh.refreshToken());
    }

    /** Changes the caller's own password; ends all of the caller's logins and begins a new one. */
    @Post("/password")
    TokenPair password(HttpRequest<?> request, @Body PasswordChange change) {
        try {
            return users.changePassword(change, Caller.of(request), Caller.address(request));
        } catch (ProblemException refusal) {
            noteRefused(request, Caller.of(request).username(), refusal);
            throw refusal;
        }
    }

    /** A name that is no account's is not kept: people type their password there. */
    private void noteRefused(HttpRequest<?> request, String username, ProblemException refusal) {
        if (refusal.code() == ErrorCode.LOGIN_REFUSED) {
            String who = users.isThere(username) ? username : UNKNOWN;
            trail.note(who, null, Act.SIGN_IN_REFUSED, who, "", Caller.origin(request));
        }
    }
}
