package org.cardpress.protocol.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is delivered. */
@Serdeable
public enum OrderKind {
    /** Physical copies, shipped. */
    CARDS,
    /** A download that expires. */
    LINK,
    /** A recipe's own run. */
    UPKEEP;

    /** The word on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with this word on the wire. */
    @JsonCreator
    public static OrderKind ofWire(String word) {
        for (OrderKind each : values()) {
            if (each.wire().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("order kind \"" + word + "\" (expected one of "
                + Arrays.stream(values()).map(OrderKind::wire).collect(Collectors.joining(", ")) + ")");
    }
}
