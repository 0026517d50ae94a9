package org.cardpress.protocol.hotspot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * How the hotspot's home page looks.
 *
 * @param logo above the title: PNG, JPEG or GIF; null for none
 * @param favicon in the browser's tab: PNG, GIF or ICO; null for none
 * @param primary colour of headings and links as {@code #rrggbb}; null for the device's own
 * @param background colour behind the page as {@code #rrggbb}; null for the device's own
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record Branding(
        @Nullable Picture logo,
        @Nullable Picture favicon,
        @Nullable String primary,
        @Nullable String background) {}
