package org.cardpress.scheduler.queue;

import java.util.Map;
import java.util.Set;
import org.cardpress.protocol.task.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * Who is there to work.
 *
 * @param creators machines that build images, one at a time each
 * @param downloaders machines that fetch images, one at a time each
 * @param slots card slots in service, by machine
 */
record Crew(int creators, Set<String> downloaders, Map<String, Integer> slots) {
    Crew {
        downloaders = Set.copyOf(downloaders);
        slots = Map.copyOf(slots);
    }

    /** Machines with places for this kind; creators are not told apart. */
    Set<String> hostsOf(TaskKind kind) {
        return switch (kind) {
            case CREATE -> Set.of();
            case DOWNLOAD -> downloaders;
            case WRITE -> slots.keySet();
        };
    }

    /** @param host null for a task that is bound to none */
    int places(TaskKind kind, @Nullable String host) {
        return switch (kind) {
            case CREATE -> creators;
            case DOWNLOAD -> host == null ? downloaders.size() : downloaders.contains(host) ? 1 : 0;
            case WRITE ->
                host == null
                        ? slots.values().stream().mapToInt(Integer::intValue).sum()
                        : slotsOf(host);
        };
    }

    int slotsOf(String host) {
        return slots.getOrDefault(host, 0);
    }
}
