package org.cardpress.creator.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;

/** Copies bytes into a file that is zero so far, leaving holes where there are only zeros. */
public final class SparseCopy {
    private static final int GRAIN = 64 << 10;
    private static final byte[] ZEROS = new byte[GRAIN];

    private final CreateListener watch;

    public SparseCopy(CreateListener watch) {
        this.watch = watch;
    }

    /** Copies a part of one image to the same place in another. */
    public void copy(ImageFile from, ImageFile to, long offset, long length) throws IOException {
        byte[] bytes = new byte[1 << 20];
        for (long done = 0; done < length; done += bytes.length) {
            watch.check();
            int count = (int) Math.min(bytes.length, length - done);
            from.read(offset + done, ByteBuffer.wrap(bytes, 0, count));
            write(to, offset + done, bytes, count);
            watch.advance(count);
        }
    }

    /** Copies a stream to the begin of a file, which may grow to at most so many bytes; returns how many it was. */
    public long copy(InputStream from, ImageFile to, long mostBytes, String what) throws IOException {
        byte[] bytes = new byte[1 << 20];
        long done = 0;
        for (int count = from.readNBytes(bytes, 0, bytes.length);
                count > 0;
                count = from.readNBytes(bytes, 0, bytes.length)) {
            watch.check();
            if (done + count > mostBytes) {
                throw CreateFailure.wrong(
                        "base.too_large", what + " unpacks to more than " + mostBytes + " bytes (expected fewer)");
            }
            write(to, done, bytes, count);
            done += count;
            watch.advance(count);
        }
        if (done > 0) {
            to.grow(done);
        }
        return done;
    }

    private static void write(ImageFile to, long offset, byte[] bytes, int length) throws IOException {
        for (int at = 0; at < length; at += GRAIN) {
            int count = Math.min(GRAIN, length - at);
            if (!Arrays.equals(bytes, at, at + count, ZEROS, 0, count)) {
                to.write(offset + at, ByteBuffer.wrap(bytes, at, count));
            }
        }
    }
}
