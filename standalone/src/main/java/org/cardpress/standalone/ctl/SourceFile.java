package org.cardpress.standalone.ctl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;

/**
 * A file that is sent in pieces. Each byte is hashed once, when it is first read, so that in the end it is known what should have come.
 * Holds no piece. For one thread.
 */
final class SourceFile implements AutoCloseable {

    private static final int BUFFER = 1 << 20;

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final MessageDigest digest = sha256();
    private long hashed;

    private SourceFile(Path path, FileChannel channel, long size) {
        this.path = path;
        this.channel = channel;
        this.size = size;
    }

    /** @throws CommandFailed where there is no such file, or nothing in it */
    static SourceFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new CommandFailed(
                    ExitCode.USAGE,
                    path + (Files.exists(path) ? " is no file" : " is not there") + " (expected a .zim or .zip file)");
        }
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            SourceFile file = new SourceFile(path, channel, channel.size());
            if (file.size == 0) {
                file.close();
                throw new CommandFailed(ExitCode.USAGE, path + " is empty (expected a file with something in it)");
            }
            return file;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    long size() {
        return size;
    }

    /** The bytes from there on, at most so many, fewer only at the end. */
    byte[] piece(long from, int most) {
        hash(from, done -> {});
        byte[] bytes = read(from, (int) Math.min(most, size - from));
        if (from + bytes.length > hashed) {
            int known = (int) (hashed - from);
            digest.update(bytes, known, bytes.length - known);
            hashed = from + bytes.length;
        }
        return bytes;
    }

    /**
     * Reads what was not read yet, up to this byte.
     *
     * @param progress told how many bytes are read
     */
    void hash(long until, LongConsumer progress) {
        while (hashed < until) {
            byte[] bytes = read(hashed, (int) Math.min(BUFFER, until - hashed));
            digest.update(bytes);
            hashed += bytes.length;
            progress.accept(hashed);
        }
    }

    /** Of the whole file, in lower-case digits; good once, when all of it is read. */
    String sha256OfAll() {
        if (hashed != size) {
            throw new IllegalStateException(hashed + " bytes hashed (expected all " + size + ")");
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private byte[] read(long from, int length) {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, from + buffer.position()) < 0) {
                    throw new CommandFailed(
                            ExitCode.FAILED,
                            path + " became shorter while it was read: " + channel.size() + " bytes (expected " + size
                                    + "; run the command again when nobody writes to it)");
                }
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        return buffer.array();
    }

    private static CommandFailed unreadable(Path path, IOException why) {
        return new CommandFailed(
                ExitCode.FAILED,
                path + " cannot be read: " + why.getClass().getSimpleName() + " " + why.getMessage()
                        + " (expected a file that you may read)");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }
}
