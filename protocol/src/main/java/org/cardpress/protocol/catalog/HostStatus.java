package org.cardpress.protocol.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whether a host may work. */
@Serdeable
public enum HostStatus {
    /** Has asked for work; a manager has not decided yet. */
    PENDING,
    APPROVED,
    DISABLED;

    /** The word on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with this word on the wire. */
    @JsonCreator
    public static HostStatus ofWire(String word) {
        for (HostStatus each : values()) {
            if (each.wire().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("host status \"" + word + "\" (expected one of "
                + Arrays.stream(values()).map(HostStatus::wire).collect(Collectors.joining(", ")) + ")");
    }
}
