package org.cardpress.standalone.program;

import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a running program in the foreground until the process is told to end (SIGTERM, Ctrl-C). The signal closes the program;
 * the process then ends with 0, or with 1 where closing failed.
 */
public final class Foreground {

    private static final Logger LOG = LoggerFactory.getLogger(Foreground.class);

    private Foreground() {}

    /** Never returns; the signal ends the process. */
    public static void keep(String name, AutoCloseable running) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(name, running), "close-" + name));
        new CountDownLatch(1).await();
    }

    private static void end(String name, AutoCloseable running) {
        LOG.info("{} is told to end", name);
        int status = 0;
        try {
            running.close();
            LOG.info("{} ended", name);
        } catch (Exception e) {
            LOG.error("{} did not end in order", name, e);
            status = 1;
        }
        // Otherwise the JVM reports the signal (143), which service supervisors take for a failure.
        Runtime.getRuntime().halt(status);
    }
}
