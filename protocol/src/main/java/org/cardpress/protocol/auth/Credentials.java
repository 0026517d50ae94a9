package org.cardpress.protocol.auth;

import io.micronaut.serde.annotation.Serdeable;

/** Body of {@code POST /auth/authorize}. */
@Serdeable
public record Credentials(String username, String password) {
    /** Without the password, so that no log line shows it. */
    @Override
    public String toString() {
        return "Credentials[" + username + "]";
    }
}
