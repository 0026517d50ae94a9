package org.cardpress.warehouse.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One upload on its way to disk, hashed as it passes. Asks for space before every MiB, so it stops before the reserve is used up and
 * not when the disk is full. Closing keeps what came, for a later resume. Written by one thread; {@link #cut} may come from another.
 */
public final class Receiving extends OutputStream {
    private static final long CHECK_EVERY = 1 << 20;
    /** So that publishing does not have to wait for all of an image to reach the disk. */
    private static final long FORCE_EVERY = 64 << 20;

    private final Path file;
    private final Space space;
    private final Runnable cut;
    private final Incoming home;
    private @Nullable FileChannel channel;
    private @Nullable MessageDigest digest;
    private long length;
    private long granted;
    private long unforced;
    private @Nullable IOException failure;
    private boolean closed;

    Receiving(Path file, Space space, Runnable cut, Incoming home) {
        this.file = file;
        this.space = space;
        this.cut = cut;
        this.home = home;
    }

    /** Opens the file, drops what is beyond {@code offset} and takes up the hash there. */
    void start(long offset, HashStates hashes) throws IOException {
        channel = FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        digest = hashes.after(file, offset);
        hashes.forget(file);
        channel.truncate(offset).position(offset);
        length = offset;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            if (count > granted) {
                granted = space.grant(count, Math.max(count, CHECK_EVERY));
            }
            granted -= count;
            put(bytes, from, count);
        } catch (IOException failed) {
            failure = failed;
            throw failed;
        }
    }

    private void put(byte[] bytes, int from, int count) throws IOException {
        if (channel == null || digest == null) {
            throw new IOException("upload not started");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, from, count);
        try {
            while (buffer.hasRemaining()) {
                int start = buffer.position();
                channel.write(buffer);
                digest.update(bytes, start, buffer.position() - start);
                length += buffer.position() - start;
            }
            unforced += count;
            if (unforced >= FORCE_EVERY) {
                channel.force(false);
                unforced = 0;
            }
        } catch (IOException failed) {
            space.require(buffer.remaining()); // says so when it is the disk that is full
            throw failed;
        }
    }

    /** Bytes in the file so far, those of earlier connections included. */
    public long length() {
        return length;
    }

    /** Ends the connection the bytes come from; the thread that writes then closes this. */
    void cut() {
        cut.run();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            home.closed(file, length, digest);
        }
    }
}
