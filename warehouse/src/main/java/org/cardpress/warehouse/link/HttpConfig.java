package org.cardpress.warehouse.link;

import java.time.Duration;
import org.cardpress.warehouse.tls.Pem;
import org.jspecify.annotations.Nullable;

/**
 * The public side.
 *
 * @param address to listen on
 * @param port to listen on; 0 picks a free one
 * @param maxConnections open ones in all
 * @param maxConnectionsPerAddress of one client address
 * @param idle after which a connection on which nothing moves is closed
 * @param rememberLinks how long an answer of the scheduler about a link holds
 * @param tls certificate and key, or null for plain HTTP
 */
public record HttpConfig(
        String address,
        int port,
        int maxConnections,
        int maxConnectionsPerAddress,
        Duration idle,
        Duration rememberLinks,
        @Nullable Pem tls) {

    public HttpConfig {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("HTTP port " + port + " (expected 0 to 65535)");
        }
        if (maxConnections < 1 || maxConnectionsPerAddress < 1) {
            throw new IllegalArgumentException("HTTP connections " + maxConnections + ", for each address "
                    + maxConnectionsPerAddress + " (expected at least 1)");
        }
        if (idle.toMillis() < 100 || idle.toDays() > 1) {
            throw new IllegalArgumentException("HTTP idle time " + idle + " (expected 100 ms to 1 day)");
        }
    }

    /** Loopback, any free port, no TLS. */
    public static HttpConfig local() {
        return new HttpConfig("127.0.0.1", 0, 1024, 64, Duration.ofSeconds(60), Duration.ofSeconds(5), null);
    }

    public HttpConfig withTls(Pem with) {
        return new HttpConfig(address, port, maxConnections, maxConnectionsPerAddress, idle, rememberLinks, with);
    }

    public HttpConfig withLimits(int connections, int perAddress, Duration idleTime, Duration remember) {
        return new HttpConfig(address, port, connections, perAddress, idleTime, remember, tls);
    }
}
