package org.cardpress.creator.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.runtime.Backoff;
import org.cardpress.protocol.runtime.FtpRefused;
import org.cardpress.protocol.runtime.Outside;
import org.cardpress.protocol.runtime.WarehouseFtp;
import org.cardpress.protocol.worker.Grant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings files to the warehouse, over as many connections as it takes. The whole file lies on disk before the first byte is sent:
 * only then its hash is known, a broken connection goes on where the warehouse stopped, and a second attempt need not pack again.
 * The file appears there under its name when the warehouse itself has found size and SHA-256 right.
 */
public final class Uploader {
    private static final Logger LOG = LoggerFactory.getLogger(Uploader.class);
    private static final int BUFFER = 256 << 10;
    private static final int MOST_FAILURES = 8;
    private static final int NO_SPACE = 552;
    private static final int NOT_AVAILABLE = 550;
    private static final int NAME_TAKEN = 553;

    private final Grant grant;
    private final SSLContext tls;
    private final CreateListener watch;
    private final Outside outside;
    private final Backoff backoff;

    public Uploader(Grant grant, SSLContext tls, CreateListener watch, Outside outside) {
        this.grant = grant;
        this.tls = tls;
        this.watch = watch;
        this.outside = outside;
        this.backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), outside.random());
    }

    /**
     * Uploads and publishes one file.
     *
     * @return false where another file has that name in the warehouse for good
     */
    public boolean upload(Path file, String path, long size, String sha256) throws InterruptedException {
        watch.stage("uploading " + path, size);
        int failures = 0;
        long reached = -1;
        while (true) {
            watch.check();
            Sending sending = new Sending(file, path, size, sha256);
            try (WarehouseFtp ftp = WarehouseFtp.open(grant, tls, watch.cancel())) {
                return sending.run(ftp);
            } catch (IOException e) {
                watch.check();
                failures = sending.sent > reached ? 1 : failures + 1;
                reached = Math.max(reached, sending.sent);
                judge(e, path, failures, sending.sent, size);
                outside.pause().sleep(backoff.next(), watch.cancel());
            }
        }
    }

    private void judge(IOException e, String path, int failures, long sent, long size) {
        if (e instanceof FtpRefused refused && refused.replyCode() == NO_SPACE) {
            throw CreateFailure.later("warehouse.full", e.getMessage() + " (expected room for " + size + " bytes)");
        }
        if (failures >= MOST_FAILURES) {
            throw CreateFailure.later(
                    "warehouse.unreachable",
                    "upload of " + path + " to " + grant.ftp() + " came to byte " + sent + " of " + size
                            + " and no further in " + failures + " connections: " + e.getMessage(),
                    e);
        }
        LOG.warn("upload of {} broke at byte {} of {}, going on: {}", path, sent, size, e.getMessage());
    }

    /** One connection's part of the work. */
    private final class Sending {
        private final Path file;
        private final String path;
        private final long size;
        private final String sha256;
        private long sent;

        Sending(Path file, String path, long size, String sha256) {
            this.file = file;
            this.path = path;
            this.size = size;
            this.sha256 = sha256;
        }

        boolean run(WarehouseFtp ftp) throws IOException {
            sent = there(ftp);
            if (sent > size) {
                ftp.require(ftp.client().sendSiteCommand("DROP " + path), "SITE DROP " + path);
                sent = 0;
            }
            if (sent < size) {
                try {
                    send(ftp);
                } catch (FtpRefused refused) {
                    if (refused.replyCode() != NAME_TAKEN) {
                        throw refused;
                    }
                    LOG.warn("upload of {}: {}", path, refused.getMessage());
                    return false;
                }
            }
            if (ftp.client().sendSiteCommand("PUBLISH " + size + " " + sha256 + " " + path)) {
                return true;
            }
            String reply = String.valueOf(ftp.client().getReplyString());
            if (ftp.client().getReplyCode() == NOT_AVAILABLE && reply.contains("never replaced")) {
                LOG.warn("upload of {}: {}", path, reply.strip());
                return false;
            }
            sent = 0;
            throw new FtpRefused("SITE PUBLISH " + path, ftp.client().getReplyCode(), reply);
        }

        private long there(WarehouseFtp ftp) throws IOException {
            try {
                return ftp.size(path);
            } catch (FtpRefused e) {
                if (e.replyCode() == NOT_AVAILABLE) {
                    return 0;
                }
                throw e;
            }
        }

        private void send(WarehouseFtp ftp) throws IOException {
            watch.stage("uploading " + path, size);
            watch.advance(sent);
            byte[] buffer = new byte[BUFFER];
            try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
                OutputStream out = ftp.store(path, sent);
                while (sent < size) {
                    watch.check();
                    int count = in.read(ByteBuffer.wrap(buffer), sent);
                    if (count < 0) {
                        throw new IOException(file + " ends at byte " + sent + " (expected " + size + ")");
                    }
                    out.write(buffer, 0, count);
                    sent += count;
                    watch.advance(count);
                }
            }
            ftp.complete();
        }
    }
}
