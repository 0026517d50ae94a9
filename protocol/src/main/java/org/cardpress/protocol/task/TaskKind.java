package org.cardpress.protocol.task;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a task does. */
@Serdeable
public enum TaskKind {
    /** Hotspot config to image in the warehouse. */
    CREATE,
    /** Image from the warehouse to the shelf of a writer host. */
    DOWNLOAD,
    /** Image from the shelf to one card. */
    WRITE;

    /** The word on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with this word on the wire. */
    @JsonCreator
    public static TaskKind ofWire(String word) {
        for (TaskKind each : values()) {
            if (each.wire().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("task kind \"" + word + "\" (expected one of "
                + Arrays.stream(values()).map(TaskKind::wire).collect(Collectors.joining(", ")) + ")");
    }
}
