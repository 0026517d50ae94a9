package org.cardpress.protocol.catalog;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cardpress.protocol.auth.Role;
import org.jspecify.annotations.Nullable;

/** An account as the API shows it: never with its password. */
@Serdeable
public record UserView(
        String username,
        Role role,
        boolean active,
        @Nullable String email,
        Instant createdAt) {}
