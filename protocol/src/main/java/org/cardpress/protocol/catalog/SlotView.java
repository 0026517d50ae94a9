package org.cardpress.protocol.catalog;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A card slot as its writer last told of it.
 *
 * @param text for a person
 * @param attention whether somebody is wanted at the slot
 * @param at when it was told; a writer that lives tells twice a minute
 */
@Serdeable
public record SlotView(String host, String slot, String text, boolean attention, Instant at) {}
