package org.cardpress.writer.card;

/** The card is no longer wanted. Nothing more is written to it; its first MiB is empty. */
public final class CardCancelled extends Exception {
    private static final long serialVersionUID = 1;

    public CardCancelled() {
        super("cancelled");
    }
}
