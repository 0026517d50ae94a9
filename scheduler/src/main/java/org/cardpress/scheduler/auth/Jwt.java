package org.cardpress.scheduler.auth;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.ExpiredJwtException;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.JwtBuilder;
import io.jsonwebtoken.JwtException;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.MacAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;

/**
 * Signs and reads JSON Web Tokens (RFC 7519) of one audience with HS512, and accepts nothing else: no other algorithm, key or
 * audience, so that a token made for one purpose is worth nothing for another. Safe for many threads.
 */
final class Jwt {
    private static final MacAlgorithm ALGORITHM = Jwts.SIG.HS512;
    private static final int LONGEST = 4096;

    private final SigningKey key;
    private final String audience;
    private final Clock clock;
    private final JwtParser parser;

    Jwt(SigningKey key, String audience, Clock clock) {
        this.key = key;
        this.audience = audience;
        this.clock = clock;
        this.parser = Jwts.parser()
                .verifyWith(key.key())
                .requireAudience(audience)
                .clock(() -> Date.from(clock.instant()))
                .build();
    }

    String sign(String subject, Duration life, UnaryOperator<JwtBuilder> claims) {
        Instant now = clock.instant();
        JwtBuilder token = Jwts.builder()
                .header()
                .keyId(key.id())
                .and()
                .id(UUID.randomUUID().toString())
                .subject(subject)
                .audience()
                .add(audience)
                .and()
                .issuedAt(Date.from(now))
                .expiration(Date.from(now.plus(life)));
        return claims.apply(token).signWith(key.key(), ALGORITHM).compact();
    }

    /** The claims of a token that holds; {@link ErrorCode#TOKEN_REFUSED} for any other. */
    Claims read(String token) {
        if (token.length() > LONGEST) {
            throw refused("token of " + token.length() + " characters (expected at most " + LONGEST + ")");
        }
        try {
            Jws<Claims> signed = parser.parseSignedClaims(token);
            if (!ALGORITHM.getId().equals(signed.getHeader().getAlgorithm())
                    || !key.id().equals(signed.getHeader().getKeyId())
                    || signed.getPayload().getSubject() == null) {
                throw refused("token is not one of this scheduler (log in again)");
            }
            return signed.getPayload();
        } catch (ExpiredJwtException e) {
            throw refused(
                    "token expired at " + e.getClaims().getExpiration().toInstant() + " (refresh it or log in again)");
        } catch (JwtException | IllegalArgumentException e) {
            throw refused("token is not one of this scheduler for this purpose (log in again)");
        }
    }

    /** Whether a token claims this audience; a hint which reader to ask, and no proof of anything. */
    boolean isFor(String token) {
        String[] parts = token.split("\\.", 4);
        if (parts.length != 3 || token.length() > LONGEST) {
            return false;
        }
        try {
            String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return claims.contains("\"" + audience + "\"");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static ProblemException refused(String message) {
        return new ProblemException(ErrorCode.TOKEN_REFUSED, message);
    }
}
