package org.cardpress.protocol.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.cardpress.protocol.auth.Role;
import org.jspecify.annotations.Nullable;

/** Body of {@code PATCH /users/{username}}; what is null stays as it is. */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record UserChange(
        @Nullable Boolean active,
        @Nullable Role role,
        @Nullable String email,
        @Nullable String password) {
    /** Without the password, so that no log line shows it. */
    @Override
    public String toString() {
        return "UserChange[active=" + active + ", role=" + role + "]";
    }
}
