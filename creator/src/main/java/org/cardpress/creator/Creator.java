package org.cardpress.creator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cardpress.creator.fetch.CachePolicy;
import org.cardpress.creator.fetch.ContentCache;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.fetch.Fetcher;
import org.cardpress.creator.fetch.Kept;
import org.cardpress.creator.fetch.LocalFiles;
import org.cardpress.creator.fetch.OwnUploads;
import org.cardpress.creator.fetch.Reach;
import org.cardpress.creator.fetch.Retries;
import org.cardpress.creator.oci.ImagePuller;
import org.cardpress.creator.oci.RegistryLogins;
import org.cardpress.creator.preflight.CreatorProbe;
import org.cardpress.creator.preflight.Preflight;
import org.cardpress.creator.step.BaseImages;
import org.cardpress.creator.step.HotspotBuilder;
import org.cardpress.creator.tool.Tool;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.preflight.HttpProbe;
import org.cardpress.protocol.runtime.Outside;
import org.cardpress.protocol.runtime.WorkerLoop;
import org.cardpress.protocol.runtime.Workers;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The creator program: makes images. Running from {@link #start} until {@link #close}. */
public final class Creator implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Creator.class);

    private final Workers workers;

    private Creator(Workers workers) {
        this.workers = workers;
    }

    /**
     * Empties the work directory of what a killed creator left, and begins to claim tasks.
     *
     * @throws IOException if a directory cannot be used, or another creator uses it
     */
    public static Creator start(CreatorConfig config) throws IOException {
        Arrays.stream(Tool.values())
                .filter(tool -> tool.find().isEmpty())
                .forEach(tool -> LOG.warn(
                        "{} is not installed: {} until the Debian package {} is there",
                        tool.program(),
                        tool.isNeeded() ? "builds will fail" : "it is left out of builds",
                        tool.debianPackage()));
        Files.createDirectories(config.work());
        Workers workers = new Workers(loops(config));
        workers.start();
        LOG.info(
                "creator of host {}: work {}, cache {}, {} builds at once",
                config.host(),
                config.work(),
                config.cache(),
                config.parallel());
        return new Creator(workers);
    }

    private static List<WorkerLoop> loops(CreatorConfig config) throws IOException {
        DiskSpace space = DiskSpace.real();
        Clock clock = Clock.systemUTC();
        CachePolicy policy = CachePolicy.of(config.cacheBytes());
        ContentCache contents = new ContentCache(config.cache().resolve("contents"), policy, clock);
        ContentCache bases = new ContentCache(config.cache().resolve("bases"), policy, clock);
        Reach reach = Reach.allowing(config.privateHosts());
        LocalFiles local = new LocalFiles(config.contentRoots());
        Fetcher fetcher = new Fetcher(local, contents, Retries.usual(), space, reach);
        RegistryLogins logins = config.registryLogins() == null
                ? RegistryLogins.none()
                : RegistryLogins.ofFile(config.registryLogins());
        ImagePuller registries = new ImagePuller(logins, contents, Retries.usual(), space, reach);
        HotspotBuilder builder = new HotspotBuilder(fetcher, new BaseImages(fetcher, bases), space, registries);
        Outside outside = Outside.real();
        CreatorProbe probe = new CreatorProbe(
                new Kept(local, contents, bases),
                new HttpProbe(reach.hosts(), HttpProbe.PATIENCE),
                new ImagePuller(logins, contents, Retries.once(HttpProbe.PATIENCE), space, reach));
        Preflight preflight = new Preflight(probe, space, config.cache(), config.work());
        SchedulerClient scheduler = SchedulerClient.of(config.scheduler(), config.credentials());
        CreateHandler handler = new CreateHandler(
                preflight,
                builder,
                claim -> OwnUploads.of(config.scheduler(), claim.taskId(), () -> proof(scheduler, claim)),
                List.of(contents, bases),
                config.tls(),
                outside);
        List<WorkerLoop> loops = new ArrayList<>();
        for (int i = 1; i <= config.parallel(); i++) {
            loops.add(new WorkerLoop(
                    "create-" + i,
                    () -> request(config.host(), config.work(), space),
                    handler,
                    scheduler,
                    config.work().resolve(Integer.toString(i)),
                    config.grace(),
                    outside));
        }
        return loops;
    }

    private static Map<String, String> proof(SchedulerClient scheduler, Claim claim) throws IOException {
        try {
            return Map.of("Authorization", "Bearer " + scheduler.accessToken(), "X-Lease-Token", claim.leaseToken());
        } catch (SchedulerUnreachable e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static ClaimRequest request(String host, Path work, DiskSpace space) {
        try {
            return new ClaimRequest(host, List.of(TaskKind.CREATE), List.of(), space.free(work), agent());
        } catch (IOException e) {
            throw new UncheckedIOException("work directory " + work + " does not tell its free space", e);
        }
    }

    private static String agent() {
        String version = Creator.class.getPackage().getImplementationVersion();
        return "cardpress-creator/" + (version == null ? "dev" : version);
    }

    /** Ends as SIGTERM should: see {@link WorkerLoop#close}. */
    @Override
    public void close() {
        workers.close();
    }
}
