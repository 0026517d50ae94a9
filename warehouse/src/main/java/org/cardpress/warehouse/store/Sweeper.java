package org.cardpress.warehouse.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what dead tasks left behind in {@code .incoming}: untouched for longer than the given age, and no session open. */
public final class Sweeper implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final Root root;
    private final Incoming incoming;
    private final ActiveTasks active;
    private final Duration age;
    private final Clock clock;

    public Sweeper(Root root, Incoming incoming, ActiveTasks active, Duration age, Clock clock) {
        this.root = root;
        this.incoming = incoming;
        this.active = active;
        this.age = age;
        this.clock = clock;
    }

    @Override
    public void run() {
        try (Stream<Path> tasks = Files.list(root.incoming())) {
            for (Path task : tasks.toList()) {
                sweep(task);
            }
        } catch (IOException failed) {
            LOG.warn("sweep of {} failed, tried again later", root.incoming(), failed);
        }
    }

    private void sweep(Path task) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(task)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        Instant newest = Instant.MIN;
        long bytes = 0;
        for (Path path : all) {
            Instant changed =
                    Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
            newest = changed.isAfter(newest) ? changed : newest;
            bytes += Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Files.size(path) : 0;
        }
        boolean old = newest.isBefore(clock.instant().minus(age));
        if (!old || active.has(task.getFileName().toString()) || incoming.busy(task)) {
            return;
        }
        LOG.info("sweep task={} bytes={} untouchedSince={}: removed by age {}", task.getFileName(), bytes, newest, age);
        for (Path path : all) {
            Files.delete(path);
        }
    }
}
