package org.cardpress.creator.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An image file, read and written at offsets. Whole reads and whole writes only; all numbers in it are little-endian. */
public final class ImageFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private ImageFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Opens for reading. */
    public static ImageFile read(Path path) throws IOException {
        return new ImageFile(path, FileChannel.open(path, StandardOpenOption.READ));
    }

    /** Opens for reading and writing. */
    public static ImageFile edit(Path path) throws IOException {
        return new ImageFile(path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    /** Creates a sparse file of that size, all zero. */
    public static ImageFile create(Path path, long size) throws IOException {
        ImageFile image = new ImageFile(
                path,
                FileChannel.open(
                        path,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.SPARSE));
        image.grow(size);
        return image;
    }

    /** Makes the file larger; the new part is a hole. */
    public void grow(long size) throws IOException {
        if (size > channel.size()) {
            channel.write(ByteBuffer.allocate(1), size - 1);
        }
    }

    /** The bytes at an offset, positioned at 0. */
    public ByteBuffer read(long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        read(offset, buffer);
        return buffer.flip();
    }

    /** Fills the buffer from an offset. */
    public void read(long offset, ByteBuffer buffer) throws IOException {
        long at = offset;
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer, at);
            if (count < 0) {
                throw new EOFException(path.getFileName() + " ends at byte " + channel.size()
                        + " (expected bytes up to " + (at + buffer.remaining()) + ")");
            }
            at += count;
        }
    }

    /** Writes what remains in the buffer at an offset. */
    public void write(long offset, ByteBuffer buffer) throws IOException {
        long at = offset;
        while (buffer.hasRemaining()) {
            at += channel.write(buffer, at);
        }
    }

    public long size() throws IOException {
        return channel.size();
    }

    public Path path() {
        return path;
    }

    /** Brings everything written to the disk. */
    public void sync() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
