package org.cardpress.protocol.hotspot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * The network that the device opens, on 2.4 GHz.
 *
 * @param ssid its name, 1 to 32 bytes of UTF-8
 * @param password of WPA2, 8 to 63 printable ASCII characters; null for a network that is open to everybody
 * @param country two capitals as in ISO 3166, whose radio rules hold; null for what the device's base image has
 * @param channel 1 to 13, in some countries 11; null for what the device's base image has
 * @param hidden whether the name is kept quiet; null for no
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record Wifi(
        String ssid,
        @Nullable String password,
        @Nullable String country,
        @Nullable Integer channel,
        @Nullable Boolean hidden) {
    /** Without the password. */
    @Override
    public String toString() {
        return "Wifi[" + ssid + "]";
    }
}
