package org.cardpress.downloader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.runtime.Outside;
import org.cardpress.protocol.runtime.WorkerLoop;
import org.cardpress.protocol.runtime.Workers;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.ClaimRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The downloader program: keeps the shelf of one machine. Running from {@link #start} until {@link #close}. */
public final class Downloader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Downloader.class);

    private final Workers workers;
    private final FileChannel lock;

    private Downloader(Workers workers, FileChannel lock) {
        this.workers = workers;
        this.lock = lock;
    }

    /**
     * Takes the shelf, clears what was left behind there long ago, and begins to claim tasks.
     *
     * @throws IOException if the shelf cannot be used, or another downloader uses it
     */
    public static Downloader start(DownloaderConfig config) throws IOException {
        Path root = Files.createDirectories(config.shelf()).toRealPath();
        FileChannel lock = lock(root);
        try {
            Shelf shelf = new Shelf(root);
            new Leftovers(shelf, Clock.systemUTC()).sweep();
            Workers workers = new Workers(loops(config, shelf));
            workers.start();
            LOG.info("downloader of host {}: shelf {}, {} tasks at once", config.host(), root, config.parallel());
            return new Downloader(workers, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static List<WorkerLoop> loops(DownloaderConfig config, Shelf shelf) throws IOException {
        Outside outside = Outside.real();
        Disk disk = Disk.real();
        SchedulerClient scheduler = SchedulerClient.of(config.scheduler(), config.credentials());
        DownloadHandler handler = new DownloadHandler(shelf, disk, config.tls(), outside);
        List<WorkerLoop> loops = new ArrayList<>();
        for (int i = 1; i <= config.parallel(); i++) {
            loops.add(new WorkerLoop(
                    "download-" + i,
                    () -> request(config.host(), shelf, disk),
                    handler,
                    scheduler,
                    shelf.root().resolve(".work").resolve(Integer.toString(i)),
                    config.grace(),
                    outside));
        }
        return loops;
    }

    private static ClaimRequest request(String host, Shelf shelf, Disk disk) {
        try {
            return new ClaimRequest(host, List.of(TaskKind.DOWNLOAD), List.of(), disk.free(shelf.root()), agent());
        } catch (IOException e) {
            throw new UncheckedIOException("shelf " + shelf.root() + " does not tell its free space", e);
        }
    }

    private static String agent() {
        String version = Downloader.class.getPackage().getImplementationVersion();
        return "cardpress-downloader/" + (version == null ? "dev" : version);
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("shelf {} is locked by this process", root);
        }
        channel.close();
        throw new IOException("shelf " + root + " is used by another downloader (expected one of its own)");
    }

    /** Ends as SIGTERM should: see {@link WorkerLoop#close}. */
    @Override
    public void close() {
        workers.close();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("the lock of the shelf could not be released", e);
        }
    }
}
