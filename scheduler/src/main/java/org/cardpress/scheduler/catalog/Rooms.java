package org.cardpress.scheduler.catalog;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Pattern;
import org.cardpress.protocol.catalog.WarehouseRoom;
import org.cardpress.protocol.catalog.WarehouseTold;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.RoomRecord;
import org.cardpress.scheduler.store.KeyedStore;

/**
 * Keeps what each warehouse told last, so that a figure of one that fell silent says since when it is old, also after a restart. A warehouse
 * tells of itself only, about once a minute.
 */
@Singleton
public final class Rooms {
    private static final Pattern AGENT = Pattern.compile("[\\x20-\\x7e]{1,100}");

    private final KeyedStore<RoomRecord> store;
    private final Warehouses warehouses;
    private final Clock clock;

    public Rooms(KeyedStore<RoomRecord> store, Warehouses warehouses, Clock clock) {
        this.store = store;
        this.warehouses = warehouses;
        this.clock = clock;
    }

    /** @throws org.cardpress.protocol.error.ProblemException {@code NOT_ALLOWED} where another account speaks for the warehouse */
    public void tell(String warehouse, WarehouseTold told, Actor by) {
        warehouses.requireAccount(warehouse, by);
        check(told);
        WarehouseRoom room = new WarehouseRoom(warehouse, clock.instant().truncatedTo(ChronoUnit.MILLIS), told);
        if (!store.insert(new RoomRecord(1, room))) {
            Revision.change(
                    store, "room of warehouse", warehouse, before -> new RoomRecord(before.version() + 1, room));
        }
    }

    /** Of those that have ever told, by slug. */
    public List<WarehouseRoom> list(int skip, int limit) {
        return store.list(skip, limit).stream().map(RoomRecord::room).toList();
    }

    public long count() {
        return store.count();
    }

    private static void check(WarehouseTold told) {
        Findings findings = new Findings()
                .expect(
                        AGENT.matcher(told.agent()).matches(),
                        "agent",
                        "\"" + Findings.cut(told.agent()) + "\" (expected 1 to 100 printable ASCII characters)");
        bytes(findings, "total", told.total());
        bytes(findings, "free", told.free());
        bytes(findings, "reserve", told.reserve());
        bytes(findings, "images", told.images());
        findings.throwIfAny();
    }

    private static void bytes(Findings findings, String path, long bytes) {
        findings.expect(bytes >= 0, path, bytes + " (expected bytes)");
    }
}
