package org.cardpress.writer.staging;

import java.util.Arrays;

/**
 * What of an image that is larger than memory is worth keeping there. All cards read one file through the page cache; each tells
 * where it is, and what no card behind it will reach soon is given back at once, so that cards at different places do not push out
 * what others need. Nobody waits here: who comes late reads from the disk. Safe for many threads; allocates nothing per call.
 */
final class SharedWindow {
    private final long bytes;
    private volatile Reader[] readers = new Reader[0];

    /** @param bytes how far behind another a card may be and still find in memory what that one has read */
    SharedWindow(long bytes) {
        this.bytes = bytes;
    }

    synchronized Reader join() {
        Reader[] more = Arrays.copyOf(readers, readers.length + 1);
        more[more.length - 1] = new Reader();
        readers = more;
        return more[more.length - 1];
    }

    /** One card on its way through the image, upward. */
    final class Reader {
        private volatile long at;

        private Reader() {}

        /** It has read up to {@code end}. Says whether that is still wanted in memory. */
        boolean passed(long from, long end) {
            at = end;
            Reader[] all = readers;
            for (int i = 0; i < all.length; i++) {
                if (all[i] != this && all[i].at < end && all[i].at >= from - bytes) {
                    return true;
                }
            }
            return false;
        }

        void leave() {
            synchronized (SharedWindow.this) {
                Reader[] less = new Reader[readers.length - 1];
                int kept = 0;
                for (Reader each : readers) {
                    if (each != this) {
                        less[kept++] = each;
                    }
                }
                readers = less;
            }
        }
    }
}
