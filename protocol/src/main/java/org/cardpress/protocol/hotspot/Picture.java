package org.cardpress.protocol.hotspot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A small picture, fetched or written into the config.
 *
 * @param url where it comes from; its ending tells the kind. Exactly one of url and content is given
 * @param size bytes at the URL, at most {@value #MOST_BYTES}; null where not known
 * @param checksum of the bytes at the URL, as {@code sha256:hex}; null where not known
 * @param content its bytes in base64, at most {@value #MOST_INLINE}. Exactly one of url and content is given
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record Picture(
        @Nullable String url,
        @Nullable Long size,
        @Nullable String checksum,
        @Nullable String content) {
    /** Most bytes of a picture that is fetched. */
    public static final long MOST_BYTES = 1 << 20;

    /** Most bytes of a picture inside the config. */
    public static final int MOST_INLINE = 256 << 10;

    /** Without the bytes. */
    @Override
    public String toString() {
        return url == null ? "Picture[inline]" : "Picture[" + url + "]";
    }
}
