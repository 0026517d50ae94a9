package org.cardpress.protocol.auth;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What a login or a refresh gives.
 *
 * @param accessToken a JWT
 * @param accessSeconds how long the access token is good for, from now
 * @param refreshToken good once
 * @param refreshSeconds how long the refresh token is good for, from now
 */
@Serdeable
public record TokenPair(String accessToken, long accessSeconds, String refreshToken, long refreshSeconds) {
    /** Without the tokens, so that no log line shows them. */
    @Override
    public String toString() {
        return "TokenPair[" + accessSeconds + " s]";
    }
}
