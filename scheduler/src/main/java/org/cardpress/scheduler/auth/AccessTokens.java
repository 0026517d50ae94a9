package org.cardpress.scheduler.auth;

import io.jsonwebtoken.Claims;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.cardpress.protocol.auth.Role;
import org.cardpress.scheduler.record.User;

/** Makes and reads the tokens that calls to the API carry. They are worth nothing to the warehouse. */
@Singleton
public final class AccessTokens {
    public static final Duration LIFE = Duration.ofMinutes(60);

    private final Jwt jwt;

    public AccessTokens(SigningKey key, Clock clock) {
        this.jwt = new Jwt(key, "cardpress-api", clock);
    }

    public String sign(User user) {
        return jwt.sign(
                user.username(), LIFE, token -> token.claim("role", user.role().wire())
                        .claim("epoch", user.tokenEpoch()));
    }

    /** What a token says whose signature, audience and time hold. Whether its account still may is {@link Callers}' matter. */
    Said read(String token) {
        Claims claims = jwt.read(token);
        String role = claims.get("role", String.class);
        Number epoch = claims.get("epoch", Number.class);
        if (role == null || epoch == null) {
            throw Jwt.refused("token lacks role or epoch (log in again)");
        }
        return new Said(claims.getSubject(), Role.ofWire(role), epoch.longValue());
    }

    /** The claims of an access token. */
    record Said(String username, Role role, long epoch) {}
}
