package org.cardpress.protocol.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a task stands, whatever its kind. Code asks for the stage; people read the {@link TaskStatus}. */
@Serdeable
public enum Stage {
    PENDING,
    RESERVED,
    PREPARING,
    RUNNING,
    WAITING,
    FINISHING,
    SUCCEEDED,
    FAILED,
    TIMEDOUT,
    CANCELED;

    /** Whether nothing leaves this stage. */
    public boolean isTerminal() {
        return this == SUCCEEDED || this == FAILED || this == TIMEDOUT || this == CANCELED;
    }

    /** The word on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with this word on the wire. */
    @JsonCreator
    public static Stage ofWire(String word) {
        for (Stage each : values()) {
            if (each.wire().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("stage \"" + word + "\" (expected one of "
                + Arrays.stream(values()).map(Stage::wire).collect(Collectors.joining(", ")) + ")");
    }
}
