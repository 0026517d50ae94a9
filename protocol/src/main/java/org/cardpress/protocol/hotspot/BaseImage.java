package org.cardpress.protocol.hotspot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * The image that contents are added to.
 *
 * @param url {@code http}, {@code https} or {@code file} URL of an {@code .img}, {@code .img.xz}, {@code .img.zst} or {@code
 *     .zip}
 * @param checksum of the file at the URL, as {@code sha256:hex}; null where it is not known
 * @param rootfsSize bytes of its root partition, as other tools want them told; null where not known. Builds read the partition table
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record BaseImage(
        @JsonInclude(JsonInclude.Include.ALWAYS) String url,
        @Nullable String checksum,
        @Nullable Long rootfsSize) {
    /** A base image whose root partition was not told. */
    public BaseImage(String url, @Nullable String checksum) {
        this(url, checksum, null);
    }
}
