package org.cardpress.protocol.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.task.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * A machine with workers.
 *
 * @param account the account whose workers may use this name
 * @param kinds kinds its workers last asked for
 * @param slots slots its workers last named
 * @param diskFree bytes free, as last told
 * @param aside slots that are out of service
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
        @Nullable Instant lastSeen,
        List<SlotAside> aside) {
    @JsonCreator
    public HostView {
        aside = List.copyOf(aside);
        kinds = List.copyOf(kinds);
        slots = List.copyOf(slots);
        agents = List.copyOf(agents);
    }

    /** All slots in service. */
    public HostView(
            String name,
            HostStatus status,
            String account,
            List<TaskKind> kinds,
            List<String> slots,
            long diskFree,
            List<String> agents,
            Instant createdAt,
            @Nullable Instant lastSeen) {
        this(name, status, account, kinds, slots, diskFree, agents, createdAt, lastSeen, List.of());
    }

    /** Why this slot is out of service; empty where it is not. */
    public Optional<SlotAside> aside(String slot) {
        return aside.stream().filter(each -> each.slot().equals(slot)).findFirst();
    }
}
