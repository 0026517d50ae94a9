package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.auth.PasswordChange;
import org.cardpress.protocol.auth.RefreshRequest;
import org.cardpress.protocol.auth.TokenPair;
import org.cardpress.scheduler.auth.Sessions;
import org.cardpress.scheduler.catalog.Users;

/** Logins. */
@Controller("/auth")
@Tag(name = "auth")
@ExecuteOn(Threads.LOGIN)
final class AuthController {
    private final Sessions sessions;
    private final Users users;

    AuthController(Sessions sessions, Users users) {
        this.sessions = sessions;
        this.users = users;
    }

    /** Gives tokens for username and password. */
    @Post("/authorize")
    TokenPair authorize(HttpRequest<?> request, @Body Credentials credentials) {
        return sessions.logIn(credentials, Caller.address(request));
    }

    /** Gives new tokens for a refresh token, which is good once. */
    @Post("/token")
    TokenPair token(@Body RefreshRequest refresh) {
        return sessions.refresh(refresh.refreshToken());
    }

    /** Changes the caller's own password; ends all of the caller's logins and begins a new one. */
    @Post("/password")
    TokenPair password(HttpRequest<?> request, @Body PasswordChange change) {
        return users.changePassword(change, Caller.of(request), Caller.address(request));
    }
}
