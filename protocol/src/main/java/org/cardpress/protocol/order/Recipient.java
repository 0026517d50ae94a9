package org.cardpress.protocol.order;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** Whom the cards are sent to. Personal data: erased when the order is anonymised. */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record Recipient(
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String country) {
    /** Without personal data. */
    @Override
    public String toString() {
        return "Recipient[]";
    }
}
