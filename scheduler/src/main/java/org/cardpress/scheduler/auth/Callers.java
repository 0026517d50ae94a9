package org.cardpress.scheduler.auth;

import jakarta.inject.Singleton;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.User;

/** Tells who a call comes from: the token must hold, and its account must still be active, of the same role and epoch. */
@Singleton
public final class Callers {
    private final AccessTokens tokens;
    private final LiveUsers users;

    public Callers(AccessTokens tokens, LiveUsers users) {
        this.tokens = tokens;
        this.users = users;
    }

    /** The caller that this access token stands for; TOKEN_REFUSED where it stands for nobody any more. */
    public Actor of(String token) {
        AccessTokens.Said said = tokens.read(token);
        User user = users.find(said.username()).orElseThrow(Callers::over);
        if (!user.active() || user.role() != said.role() || user.tokenEpoch() != said.epoch()) {
            throw over();
        }
        return new Actor(user.username(), user.role(), user.organisation());
    }

    private static RuntimeException over() {
        return Jwt.refused("token was ended (its account was disabled or changed; log in again)");
    }
}
