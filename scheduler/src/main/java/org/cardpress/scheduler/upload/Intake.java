package org.cardpress.scheduler.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;

/**
 * One upload that comes in. Whoever sends the next piece takes the turn from whoever sent before, for after an interruption the earlier
 * connection may not have been noticed to be dead; from then on nothing of the earlier sender is written. Keeps the hash of what came,
 * a few hundred bytes. Safe for many threads.
 */
final class Intake {
    private final String id;
    private final UploadFiles files;
    private MessageDigest digest = sha256();
    private long hashed;
    private long turn;

    Intake(String id, UploadFiles files) {
        this.id = id;
        this.files = files;
    }

    /** @throws ProblemException {@code CONFLICT} with the right offset where it is another */
    synchronized long take(long offset) {
        long length = files.length(id);
        if (offset != length) {
            throw new ProblemException(
                    ErrorCode.CONFLICT,
                    "upload " + id + ": offset " + offset + " (expected " + length + ", where what is here ends)");
        }
        return ++turn;
    }

    /** Writes one buffer at its place; the hash goes with it as long as it began with the first byte. */
    synchronized void write(long mine, FileChannel file, long at, byte[] bytes, int count) throws IOException {
        if (mine != turn) {
            throw new ProblemException(
                    ErrorCode.CONFLICT, "upload " + id + " is gone on with by a later call (expected one at a time)");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
        for (long to = at; buffer.hasRemaining(); ) {
            to += file.write(buffer, to);
        }
        if (hashed == at) {
            digest.update(bytes, 0, count);
            hashed += count;
        }
    }

    /** Lets go of everything behind this byte. Whoever still sends is refused. */
    synchronized void truncate(long length) {
        turn++;
        files.truncate(id, length);
        digest = sha256();
        hashed = 0;
    }

    /** Hash of all bytes that are here, in lower-case digits; reads what came before this program was started. */
    synchronized String sha256OfAll() {
        turn++;
        files.hash(id, hashed, digest);
        String hex = HexFormat.of().formatHex(digest.digest());
        digest = sha256();
        hashed = 0;
        return hex;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }
}
