package org.cardpress.protocol.order;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * Somebody who holds a link said that the cards arrived.
 *
 * @param note in their words; may be empty
 */
@Serdeable
public record Arrival(String note, Instant at) {
    /** Without the note: it may be personal. */
    @Override
    public String toString() {
        return "Arrival[" + at + "]";
    }
}
