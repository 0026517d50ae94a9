package org.cardpress.creator.fetch;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.cardpress.protocol.hotspot.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * A file to fetch.
 *
 * @param uri {@code http}, {@code https} or {@code file}
 * @param size bytes it must have; null where not known
 * @param checksum its bytes must have; null where not known
 * @param mirrors other places of the same bytes, asked where the first fails; only with a checksum, which alone shows that they are
 */
public record Source(URI uri, @Nullable Long size, @Nullable Checksum checksum, List<URI> mirrors) {
    public Source {
        mirrors = checksum == null ? List.of() : List.copyOf(mirrors);
    }

    /** A file with one place. */
    public Source(URI uri, @Nullable Long size, @Nullable Checksum checksum) {
        this(uri, size, checksum, List.of());
    }

    /** All places, the first one first. */
    List<URI> places() {
        List<URI> all = new ArrayList<>(List.of(uri));
        all.addAll(mirrors);
        return all;
    }

    /** The same file from one place alone. */
    Source only(URI place) {
        return new Source(place, size, checksum);
    }

    boolean isLocal() {
        return "file".equalsIgnoreCase(uri.getScheme());
    }
}
