package org.cardpress.protocol.audit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a person did. */
@Serdeable
public enum Act {
    ORDER_PLACED,
    ORDER_CANCELED,
    ORDER_RETRIED,
    ORDER_SHIPPED,
    ORDER_ANONYMISED,
    ORDER_DELETED,
    /** Somebody made a link for people without an account. */
    LINK_MADE,
    LINKS_WITHDRAWN,
    /** Somebody let a card be overwritten. */
    CARD_CONFIRMED,
    USER_ADDED,
    USER_CHANGED,
    USER_DELETED,
    /** Somebody changed the own password. */
    PASSWORD_CHANGED,
    CHANNEL_SAVED,
    WAREHOUSE_SAVED,
    ORGANISATION_SAVED,
    /** A machine was approved or disabled. */
    HOST_DECIDED,
    HOST_DELETED,
    /** Somebody made a code that approves a machine. */
    ENROLMENT_CODE_MADE,
    /** A machine was approved by such a code. */
    HOST_ENROLLED,
    /** A card slot was taken out of service. */
    SLOT_SET_ASIDE,
    SLOT_PUT_BACK,
    DESIGN_SAVED,
    DESIGN_DELETED,
    /** Somebody brought a file of the own. */
    UPLOAD_BEGUN,
    UPLOAD_FINISHED,
    UPLOAD_DELETED,
    ADDRESS_SAVED,
    ADDRESS_DELETED,
    SETTINGS_CHANGED,
    /** A password did not hold. */
    SIGN_IN_REFUSED;

    /** The word on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with this word on the wire. */
    @JsonCreator
    public static Act ofWire(String word) {
        for (Act each : values()) {
            if (each.wire().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("act \"" + word + "\" (expected one of "
                + Arrays.stream(values()).map(Act::wire).collect(Collectors.joining(", ")) + ")");
    }
}
