package org.cardpress.protocol.worker;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.cardpress.protocol.task.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /tasks/claim}.
 *
 * @param host name of the machine
 * @param kinds kinds of task this worker takes
 * @param slots the slots that are free; empty for workers without slots
 * @param diskFree bytes free where the worker would put an image
 * @param agent program and version, such as {@code cardpress-writer/0.1.0}
 */
@Serdeable
public record ClaimRequest(String host, List<TaskKind> kinds, List<Slot> slots, long diskFree, String agent) {
    public ClaimRequest {
        kinds = List.copyOf(kinds);
        slots = List.copyOf(slots);
    }

    /**
     * A free slot.
     *
     * @param name letter of the slot
     * @param cardSize bytes of the card in it; null where it is empty
     */
    @Serdeable
    public record Slot(String name, @Nullable Long cardSize) {}
}
