package org.cardpress.scheduler.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.scheduler.record.Host;

/**
 * What the workers of one machine told of it, put together: each of them knows only its own slot and kind. What was not told again
 * for a day is dropped, and at most 64 of each are kept. Not safe for threads; its owner locks.
 */
final class Sighting {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final int MOST = 64;

    private final Map<TaskKind, Instant> kinds = new HashMap<>();
    private final Map<String, Instant> slots = new HashMap<>();
    private final Map<String, Instant> agents = new HashMap<>();
    private long diskFree;

    Sighting(Host host) {
        Instant told = host.lastSeen() == null ? host.createdAt() : host.lastSeen();
        host.kinds().forEach(kind -> kinds.put(kind, told));
        host.slots().forEach(slot -> slots.put(slot, told));
        host.agents().forEach(agent -> agents.put(agent, told));
        diskFree = host.diskFree();
    }

    void note(ClaimRequest request, Instant now) {
        request.kinds().forEach(kind -> kinds.put(kind, now));
        request.slots().forEach(slot -> slots.put(slot.name(), now));
        agents.put(request.agent(), now);
        diskFree = request.diskFree();
    }

    Host on(Host before, Instant now) {
        return new Host(
                before.name(),
                before.version() + 1,
                before.status(),
                before.account(),
                recent(kinds, now),
                recent(slots, now),
                diskFree,
                recent(agents, now),
                before.createdAt(),
                now);
    }

    private static <K extends Comparable<K>> List<K> recent(Map<K, Instant> told, Instant now) {
        told.values().removeIf(at -> at.isBefore(now.minus(KEPT)));
        while (told.size() > MOST) {
            told.entrySet().stream()
                    .min(Map.Entry.comparingByValue())
                    .ifPresent(oldest -> told.remove(oldest.getKey()));
        }
        return told.keySet().stream().sorted().toList();
    }
}
