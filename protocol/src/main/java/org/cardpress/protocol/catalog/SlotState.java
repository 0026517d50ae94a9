package org.cardpress.protocol.catalog;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What one card slot is up to, as its writer tells it.
 *
 * @param slot name on its label
 * @param text for a person
 * @param attention whether somebody is wanted at the slot
 */
@Serdeable
public record SlotState(String slot, String text, boolean attention) {}
