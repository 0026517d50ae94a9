package org.cardpress.scheduler.record;

import java.time.Instant;
import org.cardpress.protocol.auth.Role;
import org.jspecify.annotations.Nullable;

/**
 * An account.
 *
 * @param passwordHash Argon2id, encoded with its parameters
 * @param tokenEpoch access tokens carry it; raising it ends all of them at once
 * @param organisation slug; null for none
 */
public record User(
        String username,
        long version,
        String passwordHash,
        Role role,
        boolean active,
        long tokenEpoch,
        @Nullable String email,
        Instant createdAt,
        @Nullable String organisation)
        implements Keyed {
    /** Of no organisation. */
    public User(
            String username,
            long version,
            String passwordHash,
            Role role,
            boolean active,
            long tokenEpoch,
            @Nullable String email,
            Instant createdAt) {
        this(username, version, passwordHash, role, active, tokenEpoch, email, createdAt, null);
    }

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
