package org.cardpress.protocol.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a warehouse tells of itself, once a minute or so.
 *
 * @param total bytes of its disk
 * @param free bytes of it that it may still write, the reserve among them
 * @param reserve bytes that uploads leave free
 * @param images bytes of the images it holds
 * @param agent program and version, such as {@code cardpress-warehouse/0.1.0}
 * @param clock the time by its own clock
 * @param certificateUntil when its TLS certificate ends; null where it has none
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record WarehouseTold(
        long total,
        long free,
        long reserve,
        long images,
        String agent,
        Instant clock,
        @Nullable Instant certificateUntil) {}
