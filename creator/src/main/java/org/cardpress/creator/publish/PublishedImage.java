package org.cardpress.creator.publish;

import java.io.IOException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.runtime.FtpRefused;
import org.cardpress.protocol.runtime.WarehouseFtp;
import org.cardpress.protocol.worker.Grant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An image that an earlier order left in the warehouse: asks whether it is still there, byte for byte. */
public final class PublishedImage {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedImage.class);
    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final long SLOW_DISK = 20_000_000;

    private final Grant grant;
    private final SSLContext tls;
    private final CreateListener watch;

    /** @param grant to read where it lies */
    public PublishedImage(Grant grant, SSLContext tls, CreateListener watch) {
        this.grant = grant;
        this.tls = tls;
        this.watch = watch;
    }

    /**
     * Whether the warehouse has image and map with their SHA-256. The warehouse reads both to say so. Where it does not answer it
     * counts as not there: making the image is never wrong.
     */
    public boolean isThere(ImageRef image) {
        watch.stage("looking for the image in the warehouse", 0);
        try (WarehouseFtp ftp = WarehouseFtp.open(grant, tls, watch.cancel())) {
            verify(ftp, image.bmapPath(), image.bmapSize(), image.bmapSha256());
            verify(ftp, image.path(), image.size(), image.sha256());
            return true;
        } catch (IOException e) {
            watch.check();
            LOG.info("image {} is made anew: {}", image.path(), e.getMessage());
            watch.say("the image of an earlier order cannot be used again: " + e.getMessage());
            return false;
        }
    }

    private static void verify(WarehouseFtp ftp, String path, long size, String sha256) throws IOException {
        ftp.client().setSoTimeout((int) LEAST.plusSeconds(size / SLOW_DISK).toMillis());
        String command = "VERIFY " + size + " " + sha256 + " " + path;
        if (!ftp.client().sendSiteCommand(command)) {
            throw new FtpRefused(
                    "SITE VERIFY " + path,
                    ftp.client().getReplyCode(),
                    String.valueOf(ftp.client().getReplyString()).strip());
        }
    }
}
