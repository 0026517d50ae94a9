package org.cardpress.protocol.hotspot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * A container image that the device loads at its first start: an archive as {@code docker load} reads it.
 *
 * @param ident registry, repository and tag or digest, such as {@code registry.example.org/kiwix/serve:3.7}; see {@link OciName}
 * @param url where a ready archive lies; null to pull the image from its registry
 * @param size bytes of the archive: exact where there is a url, otherwise the most it may take; null where not known
 * @param unpackedSize bytes the unpacked image takes on the device, which must stay free beside it; null where not known
 * @param platform operating system and processor, such as {@code linux/amd64}; null for {@code linux/arm64}
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record OciImage(
        String ident,
        @Nullable String url,
        @Nullable Long size,
        @Nullable Long unpackedSize,
        @Nullable String platform) {
    public static final String DEFAULT_PLATFORM = "linux/arm64";

    private static final int UNPACKED = 3;

    /** The platform asked for, {@link #DEFAULT_PLATFORM} where none was named. */
    public String wantedPlatform() {
        return platform == null ? DEFAULT_PLATFORM : platform;
    }

    /**
     * Bytes that must stay free beside its archive, for the device unpacks it at its first start: as declared, or three times the
     * archive, whose layers are compressed.
     */
    public long roomOnDevice(long archive) {
        return unpackedSize == null ? UNPACKED * archive : unpackedSize;
    }

    /** Where its archive goes on the data partition. */
    public TargetPath target() {
        String name = ident + "_" + wantedPlatform();
        return TargetPath.parse("/data/images/" + name.replaceAll("[^A-Za-z0-9._-]", "_") + ".tar");
    }
}
