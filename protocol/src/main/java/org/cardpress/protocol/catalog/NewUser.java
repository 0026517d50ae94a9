package org.cardpress.protocol.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.cardpress.protocol.auth.Role;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /users}. */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record NewUser(
        String username,
        String password,
        Role role,
        @Nullable String email,
        @Nullable String organisation) {
    @JsonCreator
    public NewUser {}

    /** Of no organisation. */
    public NewUser(String username, String password, Role role, @Nullable String email) {
        this(username, password, role, email, null);
    }

    /** Without the password, so that no log line shows it. */
    @Override
    public String toString() {
        return "NewUser[" + username + "]";
    }
}
