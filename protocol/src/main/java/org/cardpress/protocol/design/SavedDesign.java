package org.cardpress.protocol.design;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.jspecify.annotations.Nullable;

/**
 * One version of a design.
 *
 * @param version from 1, one more with each change
 * @param owner account that kept it first
 * @param changedBy account that made this version
 * @param note what this version is about; null for none
 * @param config null in lists; may hold passwords
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = true)
public record SavedDesign(
        String id,
        long version,
        String name,
        String owner,
        String changedBy,
        Instant changedAt,
        @Nullable String note,
        @Nullable HotspotConfig config) {}
