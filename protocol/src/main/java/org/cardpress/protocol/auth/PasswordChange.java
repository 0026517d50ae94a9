package org.cardpress.protocol.auth;

import io.micronaut.serde.annotation.Serdeable;

/** Body of {@code POST /auth/password}: an account changes its own password. */
@Serdeable
public record PasswordChange(String oldPassword, String newPassword) {
    /** Without the passwords, so that no log line shows them. */
    @Override
    public String toString() {
        return "PasswordChange[]";
    }
}
