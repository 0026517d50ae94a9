package org.cardpress.downloader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.cardpress.protocol.runtime.CancelSignal;

/**
 * The compressed image on the shelf, as far as it was received. What an earlier attempt or a killed process left is read again, so
 * that the SHA-256 covers every byte as it stands on the disk's side of this process. For one thread.
 */
final class CompressedPart implements ByteSink, AutoCloseable {
    private static final int BUFFER = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final MessageDigest sha256 = Sha256.begin();
    private long length;

    private CompressedPart(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Opens what is there; more than the file can have is thrown away. */
    static CompressedPart open(Path file, long size) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (channel.size() > size) {
            channel.truncate(0);
        }
        return new CompressedPart(file, channel);
    }

    /** Takes up what is there already. */
    void replay(CancelSignal cancel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (channel.read(buffer, length) > 0) {
            cancel.throwIfRaised();
            int came = buffer.position();
            sha256.update(buffer.array(), 0, came);
            length += came;
            buffer.clear();
        }
    }

    @Override
    public void take(byte[] bytes, int count) throws FetchFailure {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, count);
            while (buffer.hasRemaining()) {
                channel.write(buffer, length + buffer.position());
            }
        } catch (IOException e) {
            throw Disk.failure("writing " + file, e);
        }
        sha256.update(bytes, 0, count);
        length += count;
    }

    /** Bytes taken. */
    long length() {
        return length;
    }

    /** Of everything taken, lower-case hex; asked once, at the end. */
    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Has all of it reach the disk. */
    void sync() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
