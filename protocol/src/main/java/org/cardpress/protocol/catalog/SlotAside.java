package org.cardpress.protocol.catalog;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A card slot that is out of service: no task is given to it.
 *
 * @param reason for whoever stands before it
 * @param by who set it aside
 */
@Serdeable
public record SlotAside(String slot, String reason, String by, Instant at) {}
