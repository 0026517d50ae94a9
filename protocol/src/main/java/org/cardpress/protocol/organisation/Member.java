package org.cardpress.protocol.organisation;

import io.micronaut.serde.annotation.Serdeable;
import org.cardpress.protocol.auth.Role;

/** An account of an organisation, as its other members see it. */
@Serdeable
public record Member(String username, Role role, boolean active) {}
