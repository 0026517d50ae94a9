package org.cardpress.warehouse.room;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import org.cardpress.protocol.catalog.WarehouseTold;
import org.cardpress.warehouse.store.Room;
import org.cardpress.warehouse.store.Space;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells how much room there is. Where the scheduler is away nothing is kept for later: the next figure is newer. */
public final class RoomTeller implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RoomTeller.class);

    private final Space space;
    private final RoomReport report;
    private final Clock clock;
    private final @Nullable Instant certificateUntil;

    /** @param certificateUntil when the certificate in use ends; null where there is none */
    public RoomTeller(Space space, RoomReport report, Clock clock, @Nullable Instant certificateUntil) {
        this.space = space;
        this.report = report;
        this.clock = clock;
        this.certificateUntil = certificateUntil;
    }

    @Override
    public void run() {
        try {
            Room room = space.room();
            report.tell(new WarehouseTold(
                    room.total(),
                    room.free(),
                    room.reserve(),
                    room.images(),
                    agent(),
                    clock.instant(),
                    certificateUntil));
        } catch (IOException | UncheckedIOException unread) {
            LOG.warn("the room of the warehouse could not be measured, tried again later", unread);
        } catch (RuntimeException away) {
            LOG.warn("the room of the warehouse could not be told, tried again later: {}", away.getMessage());
        }
    }

    private static String agent() {
        @Nullable String version = RoomTeller.class.getPackage().getImplementationVersion();
        return "cardpress-warehouse/" + (version == null ? "dev" : version);
    }
}
