package org.cardpress.scheduler.record;

import org.cardpress.protocol.auth.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who asks: the account behind a call, as the access token proved it.
 *
 * @param organisation that the account belongs to now; null for none
 */
public record Actor(String username, Role role, @Nullable String organisation) {
    /** Of no organisation. */
    public Actor(String username, Role role) {
        this(username, role, null);
    }
}
