package org.cardpress.protocol.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The status words of orders. Derived from the tasks and the shipment, never assigned. On the wire in lower case. */
@Serdeable
public enum OrderStatus {
    CREATED(false),
    CREATING(false),
    PENDING_WRITER(false),
    DOWNLOADING(false),
    WRITING(false),
    PENDING_SHIPMENT(false),
    SHIPPED(true),
    PENDING_EXPIRY(false),
    EXPIRED(true),
    CREATION_FAILED(true),
    DOWNLOAD_FAILED(true),
    WRITE_FAILED(true),
    FAILED(true),
    CANCELED(true);

    private final boolean ended;

    OrderStatus(boolean ended) {
        this.ended = ended;
    }

    /** Whether nothing happens any more unless a person retries. */
    public boolean isEnded() {
        return ended;
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with this word on the wire. */
    @JsonCreator
    public static OrderStatus ofWire(String word) {
        for (OrderStatus each : values()) {
            if (each.wire().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("order status \"" + word + "\" (expected one of "
                + Arrays.stream(values()).map(OrderStatus::wire).collect(Collectors.joining(", ")) + ")");
    }
}
