package org.cardpress.scheduler.record;

import org.cardpress.protocol.auth.Role;

/** Who asks: the account behind a call, as the access token proved it. */
public record Actor(String username, Role role) {}
