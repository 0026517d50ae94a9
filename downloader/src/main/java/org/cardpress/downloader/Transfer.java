package org.cardpress.downloader;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.cardpress.protocol.runtime.Backoff;
import org.cardpress.protocol.runtime.FtpRefused;
import org.cardpress.protocol.runtime.Outside;
import org.cardpress.protocol.runtime.TaskContext;
import org.cardpress.protocol.runtime.WarehouseFtp;
import org.cardpress.protocol.worker.Grant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one file from the warehouse, over as many connections as it takes: each goes on where the last one broke. Gives up after a
 * row of connections that brought nothing. For one thread.
 */
final class Transfer {
    private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);
    private static final int BUFFER = 256 << 10;
    private static final int MOST_FAILURES = 8;
    /** A refusal that stays one, such as a login with an ended lease, is not asked as often. */
    private static final int MOST_REFUSALS = 3;

    private final Grant grant;
    private final SSLContext tls;
    private final TaskContext context;
    private final Outside outside;
    private final Backoff backoff;
    private int failures;
    private int refusals;

    Transfer(Grant grant, SSLContext tls, TaskContext context, Outside outside) {
        this.grant = grant;
        this.tls = tls;
        this.context = context;
        this.outside = outside;
        this.backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), outside.random());
    }

    /**
     * Brings the bytes from {@code from} to the end.
     *
     * @param size what the file must have; more or less is damage
     */
    void bring(String path, long size, long from, ByteSink sink) throws FetchFailure, InterruptedException {
        long at = from;
        while (at < size) {
            Part part = new Part(path, size, at, sink);
            try {
                part.bring();
            } catch (IOException e) {
                context.cancel().throwIfRaised();
                judge(e, path, part.at, size);
                outside.pause().sleep(backoff.next(), context.cancel());
                context.cancel().throwIfRaised();
            }
            at = part.at;
        }
    }

    private void judge(IOException e, String path, long at, long size) throws FetchFailure {
        failures++;
        if (e instanceof FtpRefused refused && !refused.isTransient()) {
            refusals++;
        }
        String what = path + " at byte " + at + " of " + size + ": " + e.getMessage();
        if (failures >= MOST_FAILURES || refusals >= MOST_REFUSALS) {
            throw FetchFailure.warehouse("warehouse " + grant.ftp() + " gives nothing after " + failures
                    + " connections (expected the file): " + what);
        }
        LOG.info("connection to {} broke, trying again: {}", grant.ftp(), what);
        context.log("connection broke, trying again: " + what);
    }

    /** What one connection brings. */
    private final class Part {
        private final String path;
        private final long size;
        private final ByteSink sink;
        private long at;

        Part(String path, long size, long at, ByteSink sink) {
            this.path = path;
            this.size = size;
            this.at = at;
            this.sink = sink;
        }

        void bring() throws IOException, FetchFailure {
            try (WarehouseFtp ftp = WarehouseFtp.open(grant, tls, context.cancel())) {
                long there = ftp.size(path);
                if (there != size) {
                    throw FetchFailure.damaged(
                            path + " in the warehouse has " + there + " bytes (expected " + size + ")");
                }
                InputStream data = ftp.retrieve(path, at);
                read(data);
                if (at < size) {
                    throw new IOException("the connection ended early");
                }
            }
        }

        private void read(InputStream data) throws IOException, FetchFailure {
            byte[] buffer = new byte[BUFFER];
            int came = data.read(buffer);
            while (came > 0) {
                context.cancel().throwIfRaised();
                if (came > size - at) {
                    throw FetchFailure.damaged(path + " goes on after " + size + " bytes (expected its end)");
                }
                sink.take(buffer, came);
                at += came;
                failures = 0;
                refusals = 0;
                backoff.reset();
                came = at < size ? data.read(buffer) : -1;
            }
        }
    }
}
