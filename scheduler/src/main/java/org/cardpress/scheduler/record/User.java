package org.cardpress.scheduler.record;

import java.time.Instant;
import org.cardpress.protocol.auth.Role;
import org.jspecify.annotations.Nullable;

/**
 * An account.
 *
 * @param passwordHash Argon2id, encoded with its parameters
 * @param tokenEpoch access tokens carry it; raising it ends all of them at once
 */
public record User(
        String username,
        long version,
        String passwordHash,
        Role role,
        boolean active,
        long tokenEpoch,
        @Nullable String email,
        Instant createdAt)
        implements Keyed {
    @Override
    public String key() {
        return username;
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "User[" + username + " " + role.wire() + "]";
    }
}
