package org.cardpress.downloader;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.cardpress.protocol.auth.Credentials;

/**
 * What a downloader needs to know.
 *
 * @param scheduler base URL
 * @param credentials asked at each login
 * @param host name of this machine, as the scheduler knows it
 * @param shelf directory for images; of one downloader alone
 * @param parallel tasks at once, 1 to 16
 * @param grace how long tasks may go on after {@link Downloader#close}
 * @param tls whom to trust as warehouse where its address asks for TLS
 */
public record DownloaderConfig(
        URI scheduler,
        Supplier<Credentials> credentials,
        String host,
        Path shelf,
        int parallel,
        Duration grace,
        SSLContext tls) {
    public static final int DEFAULT_PARALLEL = 2;
    public static final Duration DEFAULT_GRACE = Duration.ofSeconds(20);

    public DownloaderConfig {
        if (parallel < 1 || parallel > 16) {
            throw new IllegalArgumentException("parallel " + parallel + " (expected 1 to 16)");
        }
    }
}
