package org.cardpress.protocol.auth;

import io.micronaut.serde.annotation.Serdeable;

/** Body of {@code POST /auth/token}. */
@Serdeable
public record RefreshRequest(String refreshToken) {
    /** Without the token, so that no log line shows it. */
    @Override
    public String toString() {
        return "RefreshRequest[]";
    }
}
