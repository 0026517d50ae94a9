package org.cardpress.protocol.hotspot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What goes on an image.
 *
 * @param schema version of this model; 1
 * @param name short name of the hotspot; also names the image file
 * @param base the image everything is added to
 * @param size bytes of the whole image; null for as large as needed
 * @param files what is put under {@code /data}
 * @param ociImages container images, put under {@code /data/images} for the device to load
 * @param offspot written as {@code offspot.yaml} to the boot partition, where the device reads it at first start; may hold
 *     passwords
 */
@Serdeable
@Introspected
@JsonIgnoreProperties(ignoreUnknown = false)
public record HotspotConfig(
        int schema,
        String name,
        BaseImage base,
        @Nullable Long size,
        @Nullable List<ContentFile> files,
        @Nullable List<OciImage> ociImages,
        @Nullable Map<String, Object> offspot) {
    public static final int SCHEMA = 1;

    public HotspotConfig {
        files = files == null ? List.of() : List.copyOf(files);
        ociImages = ociImages == null ? List.of() : List.copyOf(ociImages);
        // In their order, and a setting without a value is one too.
        offspot = offspot == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(offspot));
    }

    /** A config without container images. */
    public HotspotConfig(
            int schema,
            String name,
            BaseImage base,
            @Nullable Long size,
            @Nullable List<ContentFile> files,
            @Nullable Map<String, Object> offspot) {
        this(schema, name, base, size, files, null, offspot);
    }

    /** The contents; never null, an absent list reads as empty. */
    @Override
    public List<ContentFile> files() {
        return Objects.requireNonNullElse(files, List.of());
    }

    /** The container images; never null, an absent list reads as empty. */
    @Override
    public List<OciImage> ociImages() {
        return Objects.requireNonNullElse(ociImages, List.of());
    }

    /** The settings; never null, absent ones read as empty. */
    @Override
    public Map<String, Object> offspot() {
        return Objects.requireNonNullElse(offspot, Map.of());
    }

    /** Without contents and settings: they may hold passwords. */
    @Override
    public String toString() {
        return "HotspotConfig[" + name + "]";
    }
}
