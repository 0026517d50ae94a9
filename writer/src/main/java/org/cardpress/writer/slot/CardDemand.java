package org.cardpress.writer.slot;

import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.fault.Place;
import org.jspecify.annotations.Nullable;

/**
 * What an order asks of a card.
 *
 * @param atLeast bytes the card must hold
 * @param atMost bytes; larger things are taken for disks
 */
public record CardDemand(long atLeast, long atMost) {
    /** Null where the card fits. */
    public Sight.@Nullable Unfit refuse(CardIdentity card) {
        if (card.capacity() < atLeast) {
            return new Sight.Unfit(
                    CardFault.TOO_SMALL,
                    "it holds " + Place.bytes(card.capacity()) + ", the order needs " + Place.bytes(atLeast));
        }
        if (card.capacity() > atMost) {
            return new Sight.Unfit(
                    CardFault.TOO_LARGE,
                    Place.bytes(card.capacity()) + " (limit for cards on this host: " + Place.bytes(atMost) + ")");
        }
        return null;
    }
}
