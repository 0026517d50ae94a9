package org.cardpress.manager.admin;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cardpress.protocol.catalog.WarehouseRoom;
import org.cardpress.protocol.client.SchedulerClient;

/**
 * How full one warehouse is, as it told last.
 *
 * @param old whether it has not told for so long that the figure may be wrong
 */
public record WarehouseSpace(WarehouseRoom room, boolean old) {
    /** Warehouses tell about once a minute. */
    static final Duration OLD_AFTER = Duration.ofMinutes(10);
    /** Of the disk: less than this left for uploads is worth a look. */
    private static final double SCARCE = 0.05;

    private static final int MOST = 200;

    /** By slug; one that never told is not there. */
    static Map<String, WarehouseSpace> of(SchedulerClient scheduler, Instant now) {
        return scheduler.warehouses().rooms(0, MOST).items().stream()
                .map(room -> new WarehouseSpace(room, room.at().isBefore(now.minus(OLD_AFTER))))
                .collect(Collectors.toMap(space -> space.room().warehouse(), Function.identity()));
    }

    /** Bytes of the disk that are in use, by whatever. */
    public long used() {
        return Math.max(0, room.told().total() - room.told().free());
    }

    public boolean isScarce() {
        return room.room() < SCARCE * room.told().total();
    }
}
