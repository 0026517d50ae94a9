package org.cardpress.protocol.hotspot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An archive whose entries go onto the hotspot: a web site, a course, an application.
 *
 * @param app name of the application that it is: unpacked to {@code /data/apps/NAME}. Exactly one of app and to is given
 * @param to directory that it is unpacked to. Exactly one of app and to is given
 * @param title for people; null for the name of the directory
 * @param url where it comes from
 * @param via how it is unpacked; null where the URL's ending tells
 * @param size bytes at the URL; null where not known
 * @param unpackedSize bytes once unpacked, as declared: unpacking stops where it is exceeded; null where not known
 * @param checksum of what the URL gives, as {@code sha256:hex}; null where not known
 * @param mirrors other URLs of the same bytes, at most {@value ContentFile#MOST_MIRRORS}; null or empty for none
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record ContentPackage(
        @Nullable String app,
        @Nullable String to,
        @Nullable String title,
        String url,
        @Nullable String via,
        @Nullable Long size,
        @Nullable Long unpackedSize,
        @Nullable String checksum,
        @Nullable List<String> mirrors) {
    public ContentPackage {
        mirrors = mirrors == null || mirrors.isEmpty() ? null : List.copyOf(mirrors);
    }

    /** The same with other mirrors. */
    public ContentPackage withMirrors(@Nullable List<String> others) {
        return new ContentPackage(app, to, title, url, via, size, unpackedSize, checksum, others);
    }
}
