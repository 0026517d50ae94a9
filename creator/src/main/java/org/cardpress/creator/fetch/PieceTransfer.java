package org.cardpress.creator.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.runtime.CancelSignal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one piece from one place into its stretch of the file; hashes it on the way where its hash is known. Used once. */
final class PieceTransfer {
    private static final Logger LOG = LoggerFactory.getLogger(PieceTransfer.class);
    private static final int BUFFER = 128 << 10;
    private static final Set<Integer> WORTH_WAITING = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final Offer offer;
    private final int piece;
    private final URI place;
    private final FileChannel file;
    private final CreateListener watch;
    private final @Nullable MessageDigest digest;
    private long at;

    PieceTransfer(Offer offer, int piece, URI place, FileChannel file, CreateListener watch) {
        this.offer = offer;
        this.piece = piece;
        this.place = place;
        this.file = file;
        this.watch = watch;
        this.digest =
                offer.hashes() == null ? null : Digests.create(offer.hashes().type());
        this.at = offer.begin(piece);
    }

    /**
     * Brings the piece. A connection that breaks is taken up where it ended as long as each one brings something.
     *
     * @throws Misled if the place gives something else
     * @throws IOException if it breaks off; another attempt may succeed
     */
    void run(Web web, CancelSignal stop) throws IOException {
        try {
            while (at < offer.end(piece)) {
                long before = at;
                try {
                    receive(web, stop);
                } catch (Misled e) {
                    throw e;
                } catch (IOException e) {
                    stop.throwIfRaised();
                    if (at == before || DiskSpace.isFull(e)) {
                        throw e;
                    }
                    LOG.debug("{} broke off at {}: {}", place, at, e.getMessage());
                }
            }
        } finally {
            if (at < offer.end(piece)) {
                watch.advance(offer.begin(piece) - at);
            }
        }
    }

    private void receive(Web web, CancelSignal stop) throws IOException {
        long last = offer.end(piece) - 1;
        try (Answer answer = web.open("GET", place, Map.of("Range", "bytes=" + at + "-" + last), stop)) {
            if (WORTH_WAITING.contains(answer.code())) {
                throw new IOException("answered " + answer.code());
            }
            String range = answer.header("Content-Range").orElse("none");
            String expected = "bytes " + at + "-" + last + "/" + offer.size();
            if (answer.code() != 206 || !range.equals(expected)) {
                throw new Misled(
                        "answered " + answer.code() + " with range " + range + " (expected 206 with " + expected + ")");
            }
            InputStream in = answer.body();
            byte[] buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                stop.throwIfRaised();
                take(buffer, count);
            }
            if (at <= last) {
                throw new IOException("the connection ended at " + at + " (expected " + (last + 1) + ")");
            }
        }
    }

    private void take(byte[] bytes, int count) throws IOException {
        if (at + count > offer.end(piece)) {
            throw new Misled("gave more than it was asked for");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        for (long to = at; buffer.hasRemaining(); ) {
            to += file.write(buffer, to);
        }
        check(bytes, count);
        at += count;
        watch.advance(count);
    }

    /** Several pieces of a metalink may lie in one of ours. */
    private void check(byte[] bytes, int count) throws Misled {
        PieceHashes hashes = offer.hashes();
        if (hashes == null || digest == null) {
            return;
        }
        for (int done = 0; done < count; ) {
            long position = at + done;
            int index = (int) (position / hashes.length());
            long end = Math.min(offer.size(), (index + 1L) * hashes.length());
            int some = (int) Math.min(count - done, end - position);
            digest.update(bytes, done, some);
            done += some;
            if (position + some == end && !hashes.matches(index, digest)) {
                throw new Misled("gave bytes of another file: those from " + index * hashes.length() + " to " + end
                        + " do not have the " + hashes.type() + " that the metalink tells");
            }
        }
    }

    /** The place gives something else than the file; asking it again is of no use. */
    static final class Misled extends IOException {
        private static final long serialVersionUID = 1L;

        Misled(String message) {
            super(message);
        }
    }
}
