package org.cardpress.scheduler.record;

import java.time.Instant;

/**
 * An enrolment code as it is kept.
 *
 * @param hash SHA-256 of the code, lower-case hex; the code itself is never kept
 * @param by who made it
 */
public record CodeRecord(String hash, long version, String by, Instant expiresAt) implements Keyed {
    @Override
    public String key() {
        return hash;
    }
}
