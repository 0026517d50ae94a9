package org.cardpress.protocol.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a link lets somebody do who has no account. A link is for one act; the others need links of their own. */
@Serdeable
public enum GuestAct {
    /** Follow the order. */
    STATUS,
    /** Say that the cards arrived. */
    ARRIVAL,
    /** See whom the cards are for, and say how they were sent. */
    SHIPMENT,
    /** Download the image of a link order. */
    DOWNLOAD;

    /** The word on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with this word on the wire. */
    @JsonCreator
    public static GuestAct ofWire(String word) {
        for (GuestAct each : values()) {
            if (each.wire().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("act \"" + word + "\" (expected one of "
                + Arrays.stream(values()).map(GuestAct::wire).collect(Collectors.joining(", ")) + ")");
    }
}
