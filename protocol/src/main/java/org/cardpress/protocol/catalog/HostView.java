package org.cardpress.protocol.catalog;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cardpress.protocol.task.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * A machine with workers.
 *
 * @param account the account whose workers may use this name
 * @param kinds kinds its workers last asked for
 * @param slots slots its workers last named
 * @param diskFree bytes free, as last told
 * @param agents programs and versions, as last told
 */
@Serdeable
public record HostView(
        String name,
        HostStatus status,
        String account,
        List<TaskKind> kinds,
        List<String> slots,
        long diskFree,
        List<String> agents,
        Instant createdAt,
        @Nullable Instant lastSeen) {
    public HostView {
        kinds = List.copyOf(kinds);
        slots = List.copyOf(slots);
        agents = List.copyOf(agents);
    }
}
