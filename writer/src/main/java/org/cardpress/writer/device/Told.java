package org.cardpress.writer.device;

/** What a reader said when it was asked about its card, past what the kernel remembers. */
public sealed interface Told {
    /** How large the card is, in bytes. */
    record Size(long bytes) implements Told {}

    /** The card was changed or its reader started anew a moment ago; the reader says so once, and said it here. */
    record Changed() implements Told {}

    /** It did not answer, or this is not a device that can be asked. */
    record Nothing() implements Told {}
}
