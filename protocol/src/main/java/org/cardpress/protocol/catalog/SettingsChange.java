package org.cardpress.protocol.catalog;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code PUT /settings}: all of them; the parameters are those of {@link ShopSettings}.
 *
 * @param version that was read before it was changed, so that nobody's change is lost
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record SettingsChange(
        long version, @Nullable String channel, @Nullable String warehouse, int linkDays, int guestDays) {}
