package org.cardpress.protocol.organisation;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * How much an organisation may order in all; null is without a limit.
 *
 * @param cards cards
 * @param bytes bytes of images
 */
@Serdeable
public record Quota(@Nullable Long cards, @Nullable Long bytes) {
    public static final Quota UNLIMITED = new Quota(null, null);

    public boolean allows(Amount all) {
        return (cards == null || all.cards() <= cards) && (bytes == null || all.bytes() <= bytes);
    }

    /** What is left when this much is held or used; null without a limit, and never below 0. */
    public Quota left(Amount all) {
        return new Quota(
                cards == null ? null : Math.max(0, cards - all.cards()),
                bytes == null ? null : Math.max(0, bytes - all.bytes()));
    }

    /** For messages. */
    public String words() {
        return (cards == null ? "any number of" : cards) + " cards and " + (bytes == null ? "any number of" : bytes)
                + " bytes of images";
    }
}
