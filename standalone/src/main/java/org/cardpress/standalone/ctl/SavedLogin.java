package org.cardpress.standalone.ctl;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import org.cardpress.protocol.auth.TokenPair;

/** A login that outlives the command: whose, where, and its tokens with the time until which they hold. */
@Serdeable
record SavedLogin(
        String scheduler,
        String username,
        String accessToken,
        Instant accessUntil,
        String refreshToken,
        Instant refreshUntil) {

    static SavedLogin of(String scheduler, String username, TokenPair tokens, Instant now) {
        return new SavedLogin(
                scheduler,
                username,
                tokens.accessToken(),
                now.plusSeconds(tokens.accessSeconds()),
                tokens.refreshToken(),
                now.plusSeconds(tokens.refreshSeconds()));
    }

    TokenPair tokens(Instant now) {
        return new TokenPair(accessToken, secondsLeft(now, accessUntil), refreshToken, secondsLeft(now, refreshUntil));
    }

    private static long secondsLeft(Instant now, Instant until) {
        return Math.max(0, Duration.between(now, until).toSeconds());
    }

    /** Without the tokens, so that no message shows them. */
    @Override
    public String toString() {
        return "SavedLogin[" + username + " at " + scheduler + "]";
    }
}
