package org.cardpress.protocol.task;

import static org.cardpress.protocol.task.TaskKind.CREATE;
import static org.cardpress.protocol.task.TaskKind.DOWNLOAD;
import static org.cardpress.protocol.task.TaskKind.WRITE;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The status words of tasks, as people know them. Each names the kinds it belongs to and its stage. On the wire the word is in
 * lower case.
 */
@Serdeable
public enum TaskStatus {
    PENDING(Stage.PENDING, CREATE, DOWNLOAD, WRITE),
    RECEIVED(Stage.RESERVED, CREATE, DOWNLOAD, WRITE),
    FAILED(Stage.FAILED, CREATE, DOWNLOAD, WRITE),
    CANCELED(Stage.CANCELED, CREATE, DOWNLOAD, WRITE),
    TIMEDOUT(Stage.TIMEDOUT, CREATE, DOWNLOAD, WRITE),

    BUILDING(Stage.RUNNING, CREATE),
    BUILT(Stage.RUNNING, CREATE),
    UPLOADING(Stage.FINISHING, CREATE),
    UPLOADED(Stage.SUCCEEDED, CREATE),
    UPLOADED_PUBLIC(Stage.SUCCEEDED, CREATE),
    FAILED_TO_BUILD(Stage.FAILED, CREATE),
    FAILED_TO_UPLOAD(Stage.FAILED, CREATE),

    DOWNLOADING(Stage.RUNNING, DOWNLOAD),
    DOWNLOADED(Stage.FINISHING, DOWNLOAD),
    PENDING_END_OF_WRITES(Stage.WAITING, DOWNLOAD),
    PENDING_IMAGE_REMOVAL(Stage.PENDING, DOWNLOAD),
    DOWNLOADED_AND_REMOVED(Stage.SUCCEEDED, DOWNLOAD),
    FAILED_TO_DOWNLOAD(Stage.FAILED, DOWNLOAD),
    DOWNLOADED_FAILED_TO_REMOVE(Stage.FAILED, DOWNLOAD),

    WAITING_FOR_CARD(Stage.WAITING, WRITE),
    CARD_INSERTED(Stage.PREPARING, WRITE),
    WIPING_SDCARD(Stage.PREPARING, WRITE),
    CARD_WIPED(Stage.PREPARING, WRITE),
    WRITING(Stage.RUNNING, WRITE),
    VERIFYING(Stage.FINISHING, WRITE),
    WRITTEN(Stage.SUCCEEDED, WRITE),
    FAILED_TO_INSERT(Stage.FAILED, WRITE),
    FAILED_TO_WIPE(Stage.FAILED, WRITE),
    FAILED_TO_WRITE(Stage.FAILED, WRITE);

    private final Stage stage;
    private final Set<TaskKind> kinds;

    TaskStatus(Stage stage, TaskKind first, TaskKind... others) {
        this.stage = stage;
        this.kinds = Set.copyOf(EnumSet.of(first, others));
    }

    public Stage stage() {
        return stage;
    }

    public boolean belongsTo(TaskKind kind) {
        return kinds.contains(kind);
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The constant with this word on the wire. */
    @JsonCreator
    public static TaskStatus ofWire(String word) {
        for (TaskStatus each : values()) {
            if (each.wire().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("task status \"" + word + "\" (expected one of "
                + Arrays.stream(values()).map(TaskStatus::wire).collect(Collectors.joining(", ")) + ")");
    }
}
