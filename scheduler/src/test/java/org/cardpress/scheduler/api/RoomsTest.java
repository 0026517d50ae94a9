package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.Warehouse;
import org.cardpress.protocol.catalog.WarehouseRoom;
import org.cardpress.protocol.catalog.WarehouseTold;
import org.cardpress.protocol.error.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What warehouses tell of themselves, each by its own account only. */
class RoomsTest {
    private static final String PATH = "/warehouses/default/room";

    @TempDir
    Path state;

    private static List<WarehouseRoom> rooms(Api api, String manager) {
        return api.call("GET", "/warehouse-rooms", manager, null)
                .expect(200)
                .page(WarehouseRoom.class)
                .items();
    }

    @Test
    void whatAWarehouseToldIsKeptWithItsTimeAndOnlyItsOwnAccountTells() {
        Instant until = Instant.parse("2027-01-31T00:00:00Z");
        WarehouseTold first = new WarehouseTold(1000, 400, 100, 250, "cardpress-warehouse/dev", Instant.EPOCH, until);
        WarehouseTold second = new WarehouseTold(1000, 50, 100, 600, "cardpress-warehouse/dev", until, null);
        try (Api api = Api.start(state)) {
            String manager = api.manager();
            String store = api.account("store", Role.WAREHOUSE);
            String other = api.account("other", Role.WAREHOUSE);
            Warehouse warehouse =
                    new Warehouse("default", "ftp://127.0.0.1:2121", "http://127.0.0.1:8021", "store", true);
            api.call("PUT", "/warehouses/default", manager, api.write(warehouse))
                    .expect(200);
            assertThat(rooms(api, manager)).isEmpty();

            api.call("POST", PATH, store, api.write(first)).expect(204);
            assertThat(rooms(api, manager)).singleElement().satisfies(room -> {
                assertThat(room.told()).isEqualTo(first);
                assertThat(room.room()).isEqualTo(300);
                assertThat(room.secondsAhead()).isNegative();
            });
            api.call("POST", PATH, store, api.write(second)).expect(204);
            api.call("POST", PATH, other, api.write(first)).expect(403);
            api.call("POST", "/warehouses/nothing/room", store, api.write(first))
                    .expect(404);
            Problem refused = api.call(
                            "POST",
                            PATH,
                            store,
                            api.write(new WarehouseTold(-1, 0, 0, -2, "\u00e9", Instant.EPOCH, null)))
                    .expect(400)
                    .problem();
            assertThat(refused.details())
                    .extracting(Problem.Detail::path)
                    .containsExactlyInAnyOrder("agent", "total", "images");
            assertThat(rooms(api, manager)).extracting(WarehouseRoom::told).containsExactly(second);
            assertThat(rooms(api, manager).get(0).room()).isZero();
        }
    }
}
