package org.cardpress.writer.slot;

import org.cardpress.writer.fault.CardFault;

/** What one look at a slot shows. */
public sealed interface Sight {
    /** No card. {@code noDevice} tells the reader that is not there from the reader that is empty (a device of size 0). */
    record Empty(boolean noDevice) implements Sight {}

    /** A card, and nothing that speaks against writing to it but what the order asks of it. */
    record Card(CardIdentity identity) implements Sight {}

    /** Something that is not to be written to. */
    record Unfit(CardFault fault, String detail) implements Sight {}
}
