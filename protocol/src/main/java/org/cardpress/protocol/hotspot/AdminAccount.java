package org.cardpress.protocol.hotspot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;

/**
 * The one person who may log in at the device and change it.
 *
 * @param user a name such as {@code admin}; not one that the system uses itself
 * @param password 8 to 128 printable characters
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record AdminAccount(String user, String password) {
    /** Without the password. */
    @Override
    public String toString() {
        return "AdminAccount[" + user + "]";
    }
}
