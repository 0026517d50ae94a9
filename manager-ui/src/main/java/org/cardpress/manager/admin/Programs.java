package org.cardpress.manager.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.catalog.SystemFacts;
import org.cardpress.protocol.catalog.WarehouseRoom;
import org.cardpress.protocol.client.SchedulerClient;
import org.jspecify.annotations.Nullable;

/**
 * The programs of the line, as they told of themselves; what nobody told is not here.
 *
 * @param scheduler what it knows of itself
 * @param secondsAhead by which the scheduler's clock is ahead of this program's, negative where behind, the way of the answer included
 * @param others by name
 */
public record Programs(SystemFacts scheduler, long secondsAhead, List<Program> others) {
    private static final int MOST = 200;

    public Programs {
        others = List.copyOf(others);
    }

    static Programs of(SchedulerClient scheduler, List<HostView> hosts, Instant now) {
        SystemFacts facts = scheduler.system();
        List<Program> others = new ArrayList<>();
        hosts.forEach(host -> others.add(
                new Program(host.name(), String.join(", ", host.agents()), host.lastSeen(), null, null, false)));
        scheduler.warehouses().rooms(0, MOST).items().forEach(room -> others.add(Program.of(room, now)));
        others.sort(Comparator.comparing(Program::name));
        return new Programs(facts, facts.clock().getEpochSecond() - now.getEpochSecond(), others);
    }

    public boolean isSkewed() {
        return Program.isSkewed(secondsAhead);
    }

    /**
     * One machine with workers, or one warehouse.
     *
     * @param agents programs and versions
     * @param seen when it spoke up last; null for never
     * @param secondsAhead of the scheduler's clock; null where it does not tell its own
     * @param certificateUntil when its TLS certificate ends; null where it has none, or does not tell
     * @param ending whether that is soon
     */
    public record Program(
            String name,
            String agents,
            @Nullable Instant seen,
            @Nullable Long secondsAhead,
            @Nullable Instant certificateUntil,
            boolean ending) {
        /** Leases and links go by seconds. */
        private static final long SKEWED = 10;

        private static final Duration SOON = Duration.ofDays(21);

        static Program of(WarehouseRoom room, Instant now) {
            Instant until = room.told().certificateUntil();
            return new Program(
                    room.warehouse(),
                    room.told().agent(),
                    room.at(),
                    room.secondsAhead(),
                    until,
                    until != null && until.isBefore(now.plus(SOON)));
        }

        public boolean isSkewed() {
            return secondsAhead != null && isSkewed(secondsAhead);
        }

        static boolean isSkewed(long seconds) {
            return Math.abs(seconds) > SKEWED;
        }
    }
}
