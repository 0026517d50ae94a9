package org.cardpress.protocol.organisation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One move in the ledger of an organisation.
 *
 * @param order id of the order that moved it
 * @param amount of the order
 */
@Serdeable
public record LedgerEntry(Instant at, String order, Kind kind, Amount amount) {
    /** What happens to the amount of an order. */
    @Serdeable
    public enum Kind {
        /** Held when the order is placed or tried again. */
        RESERVE,
        /** Used up: the cards are written, or the link works. */
        COMMIT,
        /** Given back: the order was canceled or failed. */
        REFUND;

        /** The word on the wire. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The constant with this word on the wire. */
        @JsonCreator
        public static Kind ofWire(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.wire().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("ledger move \"" + word + "\" (expected one of "
                            + Arrays.stream(values()).map(Kind::wire).collect(Collectors.joining(", ")) + ")"));
        }
    }
}
