package org.cardpress.warehouse;

import java.io.IOException;
import java.util.concurrent.ScheduledExecutorService;
import org.cardpress.warehouse.ftp.FtpFront;
import org.cardpress.warehouse.link.HttpFront;
import org.cardpress.warehouse.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A warehouse at work. Closing it ends all connections at once; what came of uploads is kept and can be gone on with. */
public final class RunningWarehouse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningWarehouse.class);

    private final Store store;
    private final FtpFront ftp;
    private final HttpFront http;
    private final ScheduledExecutorService timer;

    RunningWarehouse(Store store, FtpFront ftp, HttpFront http, ScheduledExecutorService timer) {
        this.store = store;
        this.ftp = ftp;
        this.http = http;
        this.timer = timer;
    }

    /** The port that was really bound for FTP. */
    public int ftpPort() {
        return ftp.port();
    }

    /** The port that was really bound for HTTP. */
    public int httpPort() {
        return http.port();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        http.close();
        ftp.close();
        try {
            store.close();
        } catch (IOException failed) {
            LOG.warn("lock of {} could not be released", store.root().top(), failed);
        }
        LOG.info("warehouse stopped");
    }
}
