package org.cardpress.scheduler.record;

import java.time.Instant;

/**
 * Something owed after a move, such as a mail. Written with the move, carried out after it at least once, then removed.
 *
 * @param key idempotency key: the same move of the same order always gives the same key
 * @param kind what is owed
 * @param about the task or the order it speaks of
 */
public record Effect(String key, Kind kind, String about, Instant since) {
    /** What can be owed. */
    public enum Kind {
        /** Someone must put a card into a slot. */
        CARD_WANTED,
        /** A card failed for good. */
        CARD_FAILED,
        /** All cards are written. */
        READY_TO_SHIP,
        SHIPPED,
        /** The public link works. */
        LINK_READY,
        LINK_EXPIRED,
        ORDER_FAILED,
        ORDER_CANCELED
    }
}
