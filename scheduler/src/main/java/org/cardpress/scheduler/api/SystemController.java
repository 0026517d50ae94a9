package org.cardpress.scheduler.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.cardpress.protocol.catalog.SystemFacts;
import org.cardpress.scheduler.SchedulerConfig;
import org.cardpress.scheduler.store.StoreSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the scheduler knows of itself. */
@Controller("/system")
@Tag(name = "health")
@ExecuteOn(Threads.API)
final class SystemController {
    private static final Logger LOG = LoggerFactory.getLogger(SystemController.class);

    private final SchedulerConfig config;
    private final StoreSize size;
    private final Clock clock;
    private final Instant startedAt;

    SystemController(SchedulerConfig config, StoreSize size, Clock clock) {
        this.config = config;
        this.size = size;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Shows version, store and clock. */
    @Get
    SystemFacts facts() {
        boolean embedded = config.mongodbUri() == null;
        OptionalLong bytes = embedded ? onDisk(config.stateDir().resolve("store")) : size.bytes();
        return new SystemFacts(
                About.THIS.version(),
                embedded ? "embedded" : "mongodb",
                bytes.isPresent() ? bytes.getAsLong() : null,
                startedAt,
                clock.instant());
    }

    private static OptionalLong onDisk(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            long bytes = 0;
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
            return OptionalLong.of(bytes);
        } catch (IOException unread) {
            LOG.warn("the size of the store at {} cannot be read: {}", directory, unread.toString());
            return OptionalLong.empty();
        }
    }
}
