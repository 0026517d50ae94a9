package org.cardpress.protocol.catalog;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the scheduler knows of itself.
 *
 * @param store {@code embedded} or {@code mongodb}
 * @param storeBytes on disk; null where the store does not tell
 * @param startedAt when this scheduler was started
 * @param clock the time by its own clock
 */
@Serdeable
public record SystemFacts(
        String version, String store, @Nullable Long storeBytes, Instant startedAt, Instant clock) {}
