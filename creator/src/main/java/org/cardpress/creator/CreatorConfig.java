package org.cardpress.creator;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.cardpress.protocol.auth.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * What a creator needs to know.
 *
 * @param scheduler base URL
 * @param credentials asked at each login
 * @param host name of this machine, as the scheduler knows it
 * @param work directory for images being made; of one creator alone, emptied at start
 * @param cache directory for contents and base images; may be shared by creators
 * @param cacheBytes that contents, and base images, may take there between builds
 * @param contentRoots directories whose files orders may name by {@code file} URLs; none forbids these
 * @param privateHosts hosts outside of the public internet that orders may name, as places of files or registries; {@code *} for all, none for none
 * @param parallel builds at once, 1 to 16
 * @param grace how long builds may go on after {@link Creator#close}
 * @param tls whom to trust as warehouse where its address asks for TLS
 * @param registryLogins file with logins for container registries, as {@code docker login} writes it; null for none
 */
public record CreatorConfig(
        URI scheduler,
        Supplier<Credentials> credentials,
        String host,
        Path work,
        Path cache,
        long cacheBytes,
        List<Path> contentRoots,
        List<String> privateHosts,
        int parallel,
        Duration grace,
        SSLContext tls,
        @Nullable Path registryLogins) {
    public static final long DEFAULT_CACHE_BYTES = 200L << 30;
    public static final int DEFAULT_PARALLEL = 1;
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(20);

    /** A creator without logins for container registries. */
    public CreatorConfig(
            URI scheduler,
            Supplier<Credentials> credentials,
            String host,
            Path work,
            Path cache,
            long cacheBytes,
            List<Path> contentRoots,
            int parallel,
            Duration grace,
            SSLContext tls) {
        this(
                scheduler,
                credentials,
                host,
                work,
                cache,
                cacheBytes,
                contentRoots,
                List.of(),
                parallel,
                grace,
                tls,
                null);
    }

    public CreatorConfig {
        contentRoots = List.copyOf(contentRoots);
        privateHosts = List.copyOf(privateHosts);
        if (parallel < 1 || parallel > 16) {
            throw new IllegalArgumentException("parallel " + parallel + " (expected 1 to 16)");
        }
        if (cacheBytes < 0) {
            throw new IllegalArgumentException("cacheBytes " + cacheBytes + " (expected 0 or more)");
        }
    }
}
