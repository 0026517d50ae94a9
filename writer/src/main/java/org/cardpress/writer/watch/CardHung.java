package org.cardpress.writer.watch;

import java.time.Duration;

/** A call on a card did not return, and is no longer waited for. */
public final class CardHung extends Exception {
    private static final long serialVersionUID = 1;

    CardHung(Duration waited) {
        super("a call on the card did not return within " + waited.toSeconds() + " s");
    }
}
