package org.cardpress.protocol.hotspot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.core.annotation.Creator;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file, or one archive's entries, under {@code /data}.
 *
 * @param to absolute target path: of the file where {@code via} is direct or a single compressed file, of the directory where it
 *     is an archive
 * @param url where it comes from; exactly one of url and content is given
 * @param content the text itself, or where {@code via} is base64 its bytes so written; exactly one of url and content is given
 * @param via how it is unpacked: {@code direct} (also when null), {@code base64}, {@code tar}, {@code gz}, {@code bz2}, {@code xz}, {@code zst} or
 *     {@code zip}
 * @param size bytes at the URL; null where it is not known
 * @param unpackedSize bytes once unpacked, as declared: unpacking stops where it is exceeded; null where it is not known
 * @param checksum of what the URL gives, as {@code sha256:hex}; null where it is not known
 * @param mirrors other URLs of the same bytes, at most {@value #MOST_MIRRORS}, asked where the first one fails; they need a checksum. Null or empty for none
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record ContentFile(
        String to,
        @Nullable String url,
        @Nullable String content,
        @Nullable String via,
        @Nullable Long size,
        @Nullable Long unpackedSize,
        @Nullable String checksum,
        @Nullable List<String> mirrors) {
    /** Most mirrors of one content. */
    public static final int MOST_MIRRORS = 16;

    @Creator
    public ContentFile {
        mirrors = mirrors == null || mirrors.isEmpty() ? null : List.copyOf(mirrors);
    }

    /** A content with one source. */
    public ContentFile(
            String to,
            @Nullable String url,
            @Nullable String content,
            @Nullable String via,
            @Nullable Long size,
            @Nullable Long unpackedSize,
            @Nullable String checksum) {
        this(to, url, content, via, size, unpackedSize, checksum, null);
    }

    /** The mirrors; never null, an absent list reads as empty. */
    public List<String> otherPlaces() {
        return mirrors == null ? List.of() : mirrors;
    }

    /** Without the content: it may hold passwords. */
    @Override
    public String toString() {
        return "ContentFile[" + to + "]";
    }

    /** The same with other mirrors. */
    public ContentFile withMirrors(@Nullable List<String> others) {
        return new ContentFile(to, url, content, via, size, unpackedSize, checksum, others);
    }
}
