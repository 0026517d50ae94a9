package org.cardpress.creator.oci;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.cardpress.creator.fetch.Answer;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.creator.fetch.Retries;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bytes of a blob, hashed on their way. A broken connection is taken up where it ended. The end is reached only with the right
 * size and digest: whoever read to it has the right bytes.
 */
final class BlobStream extends InputStream {
    private static final Logger LOG = LoggerFactory.getLogger(BlobStream.class);

    private final Registry registry;
    private final Descriptor blob;
    private final Retries retries;
    private final CreateListener watch;
    private final MessageDigest digest = Digests.create("SHA-256");
    private @Nullable Answer answer;
    private long at;
    private int failures;
    private boolean judged;

    BlobStream(Registry registry, Descriptor blob, Retries retries, CreateListener watch) {
        this.registry = registry;
        this.blob = blob;
        this.retries = retries;
        this.watch = watch;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            watch.check();
            try {
                InputStream in = (answer == null ? open() : answer).body();
                int count = in.read(buffer, offset, length);
                if (count < 0 && at < blob.size()) {
                    throw new IOException("the connection ended after " + at + " of " + blob.size() + " bytes");
                }
                if (count < 0) {
                    judge();
                    return -1;
                }
                at += count;
                failures = 0;
                if (at > blob.size()) {
                    throw CreateFailure.wrong(
                            "oci.size",
                            blob.digest() + " has more than the " + blob.size()
                                    + " bytes its manifest tells (expected that many)");
                }
                digest.update(buffer, offset, count);
                watch.advance(count);
                return count;
            } catch (IOException e) {
                close();
                watch.check();
                pause(e);
            }
        }
    }

    private Answer open() throws IOException {
        Answer opened = registry.get("blobs", blob.digest(), "*/*", at);
        answer = opened;
        if (opened.code() == 200 && at > 0) {
            opened.body().skipNBytes(at);
        }
        return opened;
    }

    private void judge() {
        if (judged) {
            return;
        }
        judged = true;
        String came = HexFormat.of().formatHex(digest.digest());
        if (!came.equals(blob.hex())) {
            throw CreateFailure.wrong(
                    "oci.digest", "the registry gave bytes of sha256:" + came + " (expected " + blob.digest() + ")");
        }
    }

    private void pause(IOException why) {
        failures++;
        if (failures >= retries.attempts()) {
            throw CreateFailure.later(
                    "oci.unreachable",
                    "cannot fetch " + blob.digest() + " after " + failures + " attempts: " + why.getMessage()
                            + " (expected its " + blob.size() + " bytes; is the registry up?)",
                    why);
        }
        LOG.warn(
                "fetching {} failed at {}, next attempt in {}: {}",
                blob.digest(),
                at,
                retries.pause(failures),
                why.getMessage());
        try {
            watch.cancel().await(retries.pause(failures));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CreateFailure.later("oci.unreachable", "fetching " + blob.digest() + " was interrupted", e);
        }
    }

    @Override
    public void close() {
        if (answer != null) {
            answer.close();
            answer = null;
        }
    }
}
