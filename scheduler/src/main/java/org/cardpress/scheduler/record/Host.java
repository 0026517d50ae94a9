package org.cardpress.scheduler.record;

import java.time.Instant;
import java.util.List;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.task.TaskKind;
import org.jspecify.annotations.Nullable;

/** A machine with workers; the parameters are those of {@link org.cardpress.protocol.catalog.HostView}. */
public record Host(
        String name,
        long version,
        HostStatus status,
        String account,
        List<TaskKind> kinds,
        List<String> slots,
        long diskFree,
        List<String> agents,
        Instant createdAt,
        @Nullable Instant lastSeen)
        implements Keyed {
    public Host {
        kinds = List.copyOf(kinds);
        slots = List.copyOf(slots);
        agents = List.copyOf(agents);
    }

    @Override
    public String key() {
        return name;
    }
}
