package org.cardpress.protocol.hotspot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that reads ZIM files, offered on the home page to people who want to take books along.
 *
 * @param platform that it runs on: {@code windows}, {@code macos}, {@code linux} or {@code android}
 * @param url where it comes from; the last part of its path names the file
 * @param size bytes at the URL; null where not known
 * @param checksum of them, as {@code sha256:hex}; null where not known
 * @param mirrors other URLs of the same bytes, at most {@value ContentFile#MOST_MIRRORS}; null or empty for none
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record ReaderProgram(
        String platform,
        String url,
        @Nullable Long size,
        @Nullable String checksum,
        @Nullable List<String> mirrors) {
    public ReaderProgram {
        mirrors = mirrors == null || mirrors.isEmpty() ? null : List.copyOf(mirrors);
    }

    /** The same with other mirrors. */
    public ReaderProgram withMirrors(@Nullable List<String> others) {
        return new ReaderProgram(platform, url, size, checksum, others);
    }
}
