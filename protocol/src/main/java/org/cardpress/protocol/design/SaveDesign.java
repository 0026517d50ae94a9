package org.cardpress.protocol.design;

import io.micronaut.serde.annotation.Serdeable;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.jspecify.annotations.Nullable;

/**
 * What is to be kept.
 *
 * @param version that was read before it was changed, so that nobody's change is lost; null for a new design
 * @param name for people
 * @param note what this version is about; null for none
 * @param config may be unfinished: it is checked when it is ordered
 */
@Serdeable
public record SaveDesign(
        @Nullable Long version, String name, @Nullable String note, HotspotConfig config) {}
