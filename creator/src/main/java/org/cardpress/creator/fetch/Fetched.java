package org.cardpress.creator.fetch;

import java.io.IOException;
import java.nio.file.Path;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * A file that was brought.
 *
 * @param file to be read only; it stays at least until the workspace goes
 * @param source it is of; null for one that was made here
 * @param key under which the cache keeps it; null for a file of this machine, used in place
 * @param knownSha256 of its bytes, lower-case hex; null where nobody hashed them
 */
public record Fetched(
        Path file,
        @Nullable Source source,
        @Nullable String key,
        @Nullable String knownSha256) {
    /** A file that was made on this machine. */
    public static Fetched made(Path file) {
        return new Fetched(file, null, null, null);
    }

    /** SHA-256 of the bytes, in lower-case hex; read for it only where nobody did yet. */
    public String sha256(CreateListener watch) throws IOException {
        return knownSha256 != null
                ? knownSha256
                : Digests.of(file, Checksum.Algorithm.SHA256, watch).hex();
    }
}
