package org.cardpress.protocol.error;

import java.util.Optional;

/** Every way a call can be refused. The constant fixes the wire code and the HTTP status, so that both sides agree. */
public enum ErrorCode {
    MALFORMED("malformed", 400),
    LOGIN_REFUSED("auth.login_refused", 401),
    TOKEN_REFUSED("auth.token_refused", 401),
    NOT_ALLOWED("auth.not_allowed", 403),
    HOST_PENDING("host.pending", 403),
    HOST_DISABLED("host.disabled", 403),
    NOT_FOUND("not_found", 404),
    CONFLICT("state.conflict", 409),
    LEASE_LOST("task.lease_lost", 409),
    GONE("gone", 410),
    REVISION("state.revision", 412),
    TOO_LARGE("too_large", 413),
    TOO_MANY("too_many", 429),
    INTERNAL("internal", 500),
    UNAVAILABLE("unavailable", 503);

    private final String wire;
    private final int httpStatus;

    ErrorCode(String wire, int httpStatus) {
        this.wire = wire;
        this.httpStatus = httpStatus;
    }

    public String wire() {
        return wire;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** The code with this wire name; empty where a newer peer sent one that this version does not know. */
    public static Optional<ErrorCode> ofWire(String wire) {
        for (ErrorCode code : values()) {
            if (code.wire.equals(wire)) {
                return Optional.of(code);
            }
        }
        return Optional.empty();
    }
}
