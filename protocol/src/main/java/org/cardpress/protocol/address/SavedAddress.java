package org.cardpress.protocol.address;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.cardpress.protocol.order.Recipient;

/**
 * An address as it is kept. Personal data.
 *
 * @param version from 1, one more with each change
 * @param changedBy account that made this version
 */
@Serdeable
public record SavedAddress(String id, long version, Recipient recipient, String changedBy, Instant changedAt) {
    /** Whether any line of it has these letters, whatever their case. */
    public boolean says(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return Stream.of(
                        recipient.name(),
                        recipient.email(),
                        recipient.phone(),
                        recipient.address(),
                        recipient.country())
                .anyMatch(line -> line != null && line.toLowerCase(Locale.ROOT).contains(wanted));
    }
}
