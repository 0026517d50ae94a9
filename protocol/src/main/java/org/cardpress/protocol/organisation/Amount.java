package org.cardpress.protocol.organisation;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What orders cost: never below nothing.
 *
 * @param cards cards to write; 0 for a link
 * @param bytes of images: the size that was ordered, else the sum of what goes onto it; counted once, however many cards
 */
@Serdeable
public record Amount(long cards, long bytes) {
    public static final Amount NONE = new Amount(0, 0);

    public Amount {
        if (cards < 0 || bytes < 0) {
            throw new IllegalArgumentException(cards + " cards, " + bytes + " bytes (expected 0 or more)");
        }
    }

    public Amount plus(Amount other) {
        return new Amount(Math.addExact(cards, other.cards), Math.addExact(bytes, other.bytes));
    }

    /** For messages and logs. */
    @Override
    public String toString() {
        return cards + " cards and " + bytes + " bytes";
    }
}
