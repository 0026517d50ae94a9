package org.cardpress.creator.ext4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Takes the bytes of one file and puts them where they belong in the image. Stretches of zeros become holes, which read as zeros
 * and cost no block. Must be closed, or the file does not exist; one sink at a time, or files lie in pieces.
 */
public final class FileSink implements AutoCloseable {
    private static final int BUFFER = 1 << 20;
    /** Holes smaller than this would cost more in extents than they save. */
    private static final int GRAIN = 64 << 10;

    private final Superblock sb;
    private final Blocks blocks;
    private final Finish finish;
    private final ByteBuffer buffer;
    private final ExtentTree tree = new ExtentTree();
    private long flushed;

    FileSink(Superblock sb, Blocks blocks, ByteBuffer buffer, Finish finish) {
        this.sb = sb;
        this.blocks = blocks;
        this.finish = finish;
        this.buffer = buffer.clear();
    }

    static ByteBuffer newBuffer() {
        return ByteBuffer.allocateDirect(BUFFER);
    }

    /** Takes all that remains in the buffer. */
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int count = Math.min(bytes.remaining(), buffer.remaining());
            buffer.put(buffer.position(), bytes, bytes.position(), count);
            buffer.position(buffer.position() + count);
            bytes.position(bytes.position() + count);
            if (!buffer.hasRemaining()) {
                flush();
            }
        }
    }

    /** Takes some of what comes next from a file, without a copy in between; returns how much, -1 at its end. */
    public int take(FileChannel from) throws IOException {
        int count = from.read(buffer);
        if (!buffer.hasRemaining()) {
            flush();
        }
        return count;
    }

    private void flush() throws IOException {
        int length = buffer.position();
        int at = 0;
        while (at < length) {
            int end = at;
            while (end < length && !isZero(end, Math.min(length, end + GRAIN))) {
                end = Math.min(length, end + GRAIN);
            }
            place(at, end);
            at = Math.min(length, end + GRAIN);
        }
        flushed += length;
        buffer.clear();
    }

    private boolean isZero(int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            if (buffer.getLong(i) != 0) {
                return false;
            }
        }
        for (; i < to; i++) {
            if (buffer.get(i) != 0) {
                return false;
            }
        }
        return true;
    }

    private void place(int from, int to) throws IOException {
        int size = sb.blockSize();
        int at = from;
        while (at < to) {
            Extent extent = blocks.take((flushed + at) / size, (to - at + size - 1) / size);
            tree.add(extent);
            int count = Math.min(to - at, extent.count() * size);
            sb.image().write(sb.place(extent.start()), buffer.slice(at, count));
            at += count;
            if (count % size != 0) {
                // The rest of the last block is read by nobody, yet must not keep what lay there before.
                sb.image().write(sb.place(extent.start()) + count, ByteBuffer.allocate(size - count % size));
            }
        }
    }

    /** Ends the file: from now on it exists. */
    @Override
    public void close() throws IOException {
        flush();
        finish.end(flushed, tree);
    }

    /** What to do with the extents of a complete file. */
    interface Finish {
        void end(long size, ExtentTree tree) throws IOException;
    }
}
