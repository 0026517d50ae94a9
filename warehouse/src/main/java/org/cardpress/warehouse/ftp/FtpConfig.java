package org.cardpress.warehouse.ftp;

import java.time.Duration;
import org.cardpress.warehouse.tls.Pem;
import org.jspecify.annotations.Nullable;

/**
 * The FTP side.
 *
 * @param address to listen on
 * @param port to listen on; 0 picks a free one
 * @param passivePorts a range as {@code 28011-28090}; {@code 0} picks free ones
 * @param passiveAddress what clients are told to connect to, where that is not {@code address} (behind NAT)
 * @param maxSessions open connections in all
 * @param maxSessionsPerAddress of one client address
 * @param idle after which a session or a data connection without a byte is closed
 * @param rememberAccess how long an answer of the scheduler about a token holds
 * @param tls certificate and key, or null for none
 * @param tlsRequired whether log-ins and data on open lines are refused where there is a certificate
 */
public record FtpConfig(
        String address,
        int port,
        String passivePorts,
        @Nullable String passiveAddress,
        int maxSessions,
        int maxSessionsPerAddress,
        Duration idle,
        Duration rememberAccess,
        @Nullable Pem tls,
        boolean tlsRequired) {

    public FtpConfig {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("FTP port " + port + " (expected 0 to 65535)");
        }
        if (!passivePorts.matches("0|\\d{1,5}(-\\d{1,5})?(,\\d{1,5}(-\\d{1,5})?)*")) {
            throw new IllegalArgumentException(
                    "passive ports \"" + passivePorts + "\" (expected a range as 28011-28090, or 0)");
        }
        if (maxSessions < 1 || maxSessionsPerAddress < 1) {
            throw new IllegalArgumentException("FTP sessions " + maxSessions + ", for each address "
                    + maxSessionsPerAddress + " (expected at least 1)");
        }
        if (idle.toSeconds() < 1 || idle.toDays() > 1) {
            throw new IllegalArgumentException("FTP idle time " + idle + " (expected 1 second to 1 day)");
        }
    }

    /** Loopback, any free ports, no TLS. */
    public static FtpConfig local() {
        return new FtpConfig(
                "127.0.0.1", 0, "0", null, 256, 64, Duration.ofMinutes(5), Duration.ofSeconds(3), null, true);
    }

    public FtpConfig withTls(Pem with, boolean required) {
        return new FtpConfig(
                address,
                port,
                passivePorts,
                passiveAddress,
                maxSessions,
                maxSessionsPerAddress,
                idle,
                rememberAccess,
                with,
                required);
    }

    public FtpConfig withLimits(int sessions, int perAddress, Duration idleTime, Duration remember) {
        return new FtpConfig(
                address,
                port,
                passivePorts,
                passiveAddress,
                sessions,
                perAddress,
                idleTime,
                remember,
                tls,
                tlsRequired);
    }
}
