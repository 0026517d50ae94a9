package org.cardpress.scheduler.record;

import java.time.Instant;

/**
 * A refresh token as it is kept.
 *
 * @param hash SHA-256 of the token, lower-case hex
 * @param family all tokens that descend from one login; reuse of one ends them all
 * @param used whether it was exchanged already
 */
public record RefreshToken(String hash, String family, String username, Instant expiresAt, boolean used) {}
