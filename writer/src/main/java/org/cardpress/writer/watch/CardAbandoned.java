package org.cardpress.writer.watch;

/** The thread that gets this was left behind and has lost its card: it ends, and tells nobody. */
public final class CardAbandoned extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CardAbandoned() {
        super("the card was given up", null, false, false);
    }
}
