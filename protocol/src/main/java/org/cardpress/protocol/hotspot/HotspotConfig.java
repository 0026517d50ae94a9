package org.cardpress.protocol.hotspot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Creator;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What goes on an image. {@link OnDevice} tells what becomes of it there. Use {@link HotspotDraft} to make one.
 *
 * @param schema version of this model; 1
 * @param name short name of the hotspot; also names the image file
 * @param title of the home page; null for the name of its network
 * @param domain under which the hotspot answers; null for {@code NAME.hotspot}
 * @param base the image everything is added to
 * @param size bytes of the whole image; null for as large as needed
 * @param wifi the network; null for what the base image has
 * @param language of the device and its home page, such as {@code fr} or {@code pt-BR}; null for what the base image has
 * @param timezone as in the tz database; null for what the base image has
 * @param admin who may log in; null for what the base image has
 * @param branding looks of the home page; null for the device's own
 * @param books ZIM files for the library
 * @param packages archives that are unpacked
 * @param files what is put under {@code /data}
 * @param ociImages container images, put under {@code /data/images} for the device to load
 * @param readers programs that read ZIM files, offered for download
 * @param metrics whether the device counts what is read; null for no
 * @param offspot further settings, written to the boot partition with those above, where the device reads them at first start; may
 *     hold passwords
 */
@Serdeable
@Introspected
@JsonIgnoreProperties(ignoreUnknown = false)
public record HotspotConfig(
        int schema,
        @JsonInclude(JsonInclude.Include.ALWAYS) String name,
        @Nullable String title,
        @Nullable String domain,
        @JsonInclude(JsonInclude.Include.ALWAYS) BaseImage base,
        @Nullable Long size,

        @Nullable Wifi wifi,
        @Nullable String language,
        @Nullable String timezone,
        @Nullable AdminAccount admin,
        @Nullable Branding branding,
        @Nullable List<ChosenBook> books,
        @Nullable List<ContentPackage> packages,
        @Nullable List<ContentFile> files,
        @Nullable List<OciImage> ociImages,
        @Nullable List<ReaderProgram> readers,
        @Nullable Boolean metrics,
        @Nullable Map<String, Object> offspot) {
    public static final int SCHEMA = 1;

    @Creator
    public HotspotConfig {
        books = books == null ? List.of() : List.copyOf(books);
        packages = packages == null ? List.of() : List.copyOf(packages);
        files = files == null ? List.of() : List.copyOf(files);
        ociImages = ociImages == null ? List.of() : List.copyOf(ociImages);
        readers = readers == null ? List.of() : List.copyOf(readers);
        // In their order, and a setting without a value is one too.
        offspot = offspot == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(offspot));
    }

    /** A config of contents and free settings only. */
    public HotspotConfig(
            int schema,
            String name,
            BaseImage base,
            @Nullable Long size,
            @Nullable List<ContentFile> files,
            @Nullable List<OciImage> ociImages,
            @Nullable Map<String, Object> offspot) {
        this(
                schema, name, null, null, base, size, null, null, null, null, null, null, null, files, ociImages, null,
                null, offspot);
    }

    /** The same without container images. */
    public HotspotConfig(
            int schema,
            String name,
            BaseImage base,
            @Nullable Long size,
            @Nullable List<ContentFile> files,
            @Nullable Map<String, Object> offspot) {
        this(schema, name, base, size, files, null, offspot);
    }

    /** The books; never null, an absent list reads as empty. */
    @Override
    public List<ChosenBook> books() {
        return Objects.requireNonNullElse(books, List.of());
    }

    /** The packages; never null, an absent list reads as empty. */
    @Override
    public List<ContentPackage> packages() {
        return Objects.requireNonNullElse(packages, List.of());
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

    /** The readers; never null, an absent list reads as empty. */
    @Override
    public List<ReaderProgram> readers() {
        return Objects.requireNonNullElse(readers, List.of());
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
