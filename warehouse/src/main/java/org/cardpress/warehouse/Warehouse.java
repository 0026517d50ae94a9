package org.cardpress.warehouse;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.warehouse.access.SchedulerAccess;
import org.cardpress.warehouse.ftp.FtpFront;
import org.cardpress.warehouse.link.HttpFront;
import org.cardpress.warehouse.link.SchedulerLinks;
import org.cardpress.warehouse.removal.Remover;
import org.cardpress.warehouse.removal.SchedulerRemovals;
import org.cardpress.warehouse.room.RoomTeller;
import org.cardpress.warehouse.room.SchedulerRoomReport;
import org.cardpress.warehouse.store.SpaceProbe;
import org.cardpress.warehouse.store.Store;
import org.cardpress.warehouse.store.Sweeper;
import org.cardpress.warehouse.tls.Pem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a warehouse together and starts it. It starts without the scheduler as well, and then lets nobody in until that is there. */
public final class Warehouse {
    private static final Logger LOG = LoggerFactory.getLogger(Warehouse.class);

    private Warehouse() {}

    /** Starts; fails when the directory is in use, or a port, or when the certificate cannot be read. */
    public static RunningWarehouse start(WarehouseConfig config) throws IOException {
        SchedulerClient client =
                SchedulerClient.of(config.scheduler(), () -> new Credentials(config.username(), config.password()));
        SchedulerCalls calls = new SchedulerCalls(
                new SchedulerAccess(client),
                new SchedulerLinks(client),
                new SchedulerRemovals(client, config.slug()),
                new SchedulerRoomReport(client, config.slug()));
        return start(config, calls, SpaceProbe.DISK, Clock.systemUTC());
    }

    static RunningWarehouse start(WarehouseConfig config, SchedulerCalls calls, SpaceProbe probe, Clock clock)
            throws IOException {
        Store store = Store.open(config.directory(), probe, config.reserve());
        FtpFront ftp = null;
        try {
            ftp = FtpFront.start(config.ftp(), calls.access(), store);
            HttpFront http = HttpFront.start(config.http(), calls.links(), store.root());
            ScheduledExecutorService timer = timer(config, calls, store, clock);
            LOG.info("warehouse {} started: ftp port {}, http port {}", config.slug(), ftp.port(), http.port());
            return new RunningWarehouse(store, ftp, http, timer);
        } catch (IOException | RuntimeException failed) {
            if (ftp != null) {
                ftp.close();
            }
            store.close();
            throw failed;
        }
    }

    private static ScheduledExecutorService timer(
            WarehouseConfig config, SchedulerCalls calls, Store store, Clock clock) throws IOException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "warehouse-timer");
            thread.setDaemon(true);
            return thread;
        });
        Sweeper sweeper =
                new Sweeper(store.root(), store.incoming(), store.activeTasks(), config.leftoversAge(), clock);
        Remover remover = new Remover(store.root(), calls.removals(), "scheduler " + config.scheduler());
        Pem tls =
                config.ftp().tls() == null ? config.http().tls() : config.ftp().tls();
        RoomTeller teller = new RoomTeller(store.space(), calls.room(), clock, tls == null ? null : tls.until());
        every(timer, sweeper, config.sweepEvery());
        every(timer, remover, config.removalsEvery());
        timer.execute(teller);
        every(timer, teller, config.removalsEvery());
        return timer;
    }

    private static void every(ScheduledExecutorService timer, Runnable work, Duration time) {
        Runnable guarded = () -> {
            try {
                work.run();
            } catch (RuntimeException failed) {
                LOG.error("{} failed, tried again in {}", work.getClass().getSimpleName(), time, failed);
            }
        };
        ScheduledFuture<?> unused =
                timer.scheduleWithFixedDelay(guarded, time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
