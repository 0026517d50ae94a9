package org.cardpress.protocol.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When the line will be done with an order: all cards written, or the public link there. Reckoned from what was measured; where that
 * says nothing, why.
 *
 * @param at whole minutes; null where it cannot be told
 * @param cards whether it holds only if somebody puts in cards as soon as they are asked for
 * @param why it cannot be told; null where it can
 */
@Serdeable
public record Eta(
        @Nullable Instant at, boolean cards, @Nullable Unknown why) {
    public Eta {
        if ((at == null) == (why == null)) {
            throw new IllegalArgumentException("at " + at + ", why " + why + " (expected one of them)");
        }
    }

    public static Eta unknown(Unknown why) {
        return new Eta(null, false, Objects.requireNonNull(why));
    }

    /** Why nothing can be told. */
    @Serdeable
    public enum Unknown {
        /** The scheduler has just started and has not looked at all orders yet. */
        NOT_READ,
        /** No work of this kind has been measured yet. */
        UNMEASURED,
        /** No machine that could do it has spoken up lately. */
        NO_WORKER,
        /** It, or what is before it, takes longer than such work usually does. */
        OVERDUE,
        /** Something failed, and a person decides what becomes of it. */
        PERSON;

        /** The word on the wire. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The constant with this word on the wire. */
        @JsonCreator
        public static Unknown ofWire(String word) {
            for (Unknown each : values()) {
                if (each.wire().equals(word)) {
                    return each;
                }
            }
            throw new IllegalArgumentException("reason \"" + word + "\" (expected one of "
                    + Arrays.stream(values()).map(Unknown::wire).collect(Collectors.joining(", ")) + ")");
        }
    }
}
