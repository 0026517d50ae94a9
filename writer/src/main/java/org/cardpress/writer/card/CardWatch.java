package org.cardpress.writer.card;

/** Who looks on while a card is written. Called from the card's thread, between units; must not block for long. */
public interface CardWatch {
    void entered(Phase phase);

    /**
     * Tells how far the present phase is.
     *
     * @param done bytes of {@code total} done in the present phase
     */
    void advanced(long done, long total);

    /** Fails where the card is to be left alone from now on. */
    void checkWanted() throws CardCancelled;

    /** Where the writing of a card is. */
    enum Phase {
        CLEARING,
        CLEARED,
        WRITING,
        VERIFYING
    }
}
