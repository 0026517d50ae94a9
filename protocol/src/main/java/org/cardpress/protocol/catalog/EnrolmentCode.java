package org.cardpress.protocol.catalog;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A code that approves one new machine, once; told only when it is made.
 *
 * @param code 16 letters and digits in groups of four
 */
@Serdeable
public record EnrolmentCode(String code, Instant expiresAt) {
    /** Without the code, so that no log line shows it. */
    @Override
    public String toString() {
        return "EnrolmentCode[until " + expiresAt + "]";
    }
}
