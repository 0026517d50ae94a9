package org.cardpress.protocol.auth;

import io.micronaut.serde.annotation.Serdeable;

/** Body of {@code POST /auth/validate}: a warehouse asks whether this login holds, and for what. */
@Serdeable
public record ValidateRequest(String username, String token) {
    /** Without the token, so that no log line shows it. */
    @Override
    public String toString() {
        return "ValidateRequest[" + username + "]";
    }
}
