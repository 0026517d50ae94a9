package org.cardpress.warehouse;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.cardpress.warehouse.ftp.FtpConfig;
import org.cardpress.warehouse.link.HttpConfig;

/**
 * A warehouse.
 *
 * @param directory of everything it keeps; used by one warehouse at a time
 * @param slug its name at the scheduler
 * @param scheduler address of the scheduler
 * @param username account with role warehouse
 * @param password of that account
 * @param reserve bytes of the disk that uploads leave free
 * @param leftoversAge after which an upload that nobody went on with is removed
 * @param sweepEvery how often such leftovers are looked for
 * @param removalsEvery how often the scheduler is asked for images that may go
 */
public record WarehouseConfig(
        Path directory,
        String slug,
        URI scheduler,
        String username,
        String password,
        long reserve,
        Duration leftoversAge,
        Duration sweepEvery,
        Duration removalsEvery,
        FtpConfig ftp,
        HttpConfig http) {

    public WarehouseConfig {
        if (slug.isBlank()) {
            throw new IllegalArgumentException("warehouse without a slug (expected its name at the scheduler)");
        }
        if (reserve < 0) {
            throw new IllegalArgumentException("reserve of " + reserve + " bytes (expected 0 or more)");
        }
        for (Duration time : new Duration[] {leftoversAge, sweepEvery, removalsEvery}) {
            if (time.isZero() || time.isNegative()) {
                throw new IllegalArgumentException("time of " + time + " (expected more than 0)");
            }
        }
    }

    /** Loopback, free ports, a reserve of 1 GiB; leftovers go after two days. */
    public static WarehouseConfig local(Path directory, String slug, URI scheduler, String username, String password) {
        return new WarehouseConfig(
                directory,
                slug,
                scheduler,
                username,
                password,
                1L << 30,
                Duration.ofDays(2),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                FtpConfig.local(),
                HttpConfig.local());
    }

    public WarehouseConfig with(FtpConfig otherFtp, HttpConfig otherHttp) {
        return new WarehouseConfig(
                directory,
                slug,
                scheduler,
                username,
                password,
                reserve,
                leftoversAge,
                sweepEvery,
                removalsEvery,
                otherFtp,
                otherHttp);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "WarehouseConfig[" + slug + " in " + directory + " as " + username + " at " + scheduler + "]";
    }
}
