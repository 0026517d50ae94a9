package org.cardpress.creator.unpack;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;

/**
 * Counts the bytes and entries that unpacking gives, and ends it where they are more than were declared or than the image can hold:
 * a small archive may hold a very large nothing. One for each content.
 */
public final class SizeGuard {
    private static final int MOST_ENTRIES = 1_000_000;

    private final String what;
    private final long mostBytes;
    private final String because;
    private final CreateListener watch;
    private long bytes;
    private int entries;

    /** @param because what sets the limit, for the message */
    public SizeGuard(String what, long mostBytes, String because, CreateListener watch) {
        this.what = what;
        this.mostBytes = mostBytes;
        this.because = because;
        this.watch = watch;
    }

    void entry() {
        watch.check();
        if (++entries > MOST_ENTRIES) {
            throw CreateFailure.wrong(
                    "content.bomb", what + " has more than " + MOST_ENTRIES + " entries (expected fewer)");
        }
    }

    /** The same stream, counted. */
    InputStream count(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                int value = super.read();
                if (value >= 0) {
                    add(1);
                }
                return value;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                if (count > 0) {
                    add(count);
                }
                return count;
            }
        };
    }

    private void add(long count) {
        watch.check();
        bytes += count;
        if (bytes > mostBytes) {
            throw CreateFailure.wrong(
                    "content.bomb",
                    what + " unpacks to more than " + mostBytes + " bytes (expected at most that many: " + because
                            + ")");
        }
    }
}
