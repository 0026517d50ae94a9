package org.cardpress.protocol.auth;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What an account is for. Each has only the rights its work needs. */
@Serdeable
public enum Role {
    /** Everything of orders, catalog and people. */
    MANAGER,
    /** The floor: cards and shipments. */
    OPERATOR,
    /** The configs and orders of one's own organisation. */
    MEMBER,
    /** Claims create tasks. */
    CREATOR,
    /** Claims download and write tasks of one machine. */
    HOST,
    /** Checks logins and public links for the warehouse it runs. */
    WAREHOUSE;

    /** The word on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with this word on the wire. */
    @JsonCreator
    public static Role ofWire(String word) {
        for (Role each : values()) {
            if (each.wire().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("role \"" + word + "\" (expected one of "
                + Arrays.stream(values()).map(Role::wire).collect(Collectors.joining(", ")) + ")");
    }
}
