package org.cardpress.creator.fetch;

import java.net.URI;
import org.cardpress.protocol.hotspot.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * A file to fetch.
 *
 * @param uri {@code http}, {@code https} or {@code file}
 * @param size bytes it must have; null where not known
 * @param checksum its bytes must have; null where not known
 */
public record Source(URI uri, @Nullable Long size, @Nullable Checksum checksum) {
    boolean isLocal() {
        return "file".equalsIgnoreCase(uri.getScheme());
    }
}
