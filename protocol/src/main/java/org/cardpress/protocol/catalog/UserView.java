package org.cardpress.protocol.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cardpress.protocol.auth.Role;
import org.jspecify.annotations.Nullable;

/**
 * An account as the API shows it: never with its password.
 *
 * @param organisation slug; null for none
 */
@Serdeable
public record UserView(
        String username,
        Role role,
        boolean active,
        @Nullable String email,
        Instant createdAt,
        @Nullable String organisation) {
    @JsonCreator
    public UserView {}

    /** Of no organisation. */
    public UserView(String username, Role role, boolean active, @Nullable String email, Instant createdAt) {
        this(username, role, active, email, createdAt, null);
    }
}
