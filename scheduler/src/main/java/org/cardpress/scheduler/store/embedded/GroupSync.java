package org.cardpress.scheduler.store.embedded;

import java.io.IOException;

/**
 * Brings committed versions through the operating system's cache onto the disk, one flush for all who wait.
 *
 * <p>While one thread flushes, others queue up; the next flush covers all of them. A flush that failed is never repeated,
 * because the kernel may have dropped the pages that it could not write: from then on every call fails.
 */
final class GroupSync {
    /** Flushes the data file; returns when everything written before the call is on disk. */
    interface Flush {
        void flush() throws IOException;
    }

    private static final long NOTHING = -1;

    private final Flush flush;
    private final HighWaterMark mark;
    private long committed;
    private long synced;
    private boolean flushing;
    private boolean broken;

    GroupSync(Flush flush, HighWaterMark mark) {
        this.flush = flush;
        this.mark = mark;
    }

    /** Tells that this version has been handed to the operating system. */
    synchronized void committed(long version) {
        committed = Math.max(committed, version);
    }

    /** Blocks until the given committed version is on disk. */
    void await(long version) throws IOException {
        long target = awaitTurn(version);
        if (target != NOTHING) {
            flushTo(target);
        }
    }

    /** Waits while others flush; answers what is to be flushed by the caller, or that nothing is left to do. */
    private synchronized long awaitTurn(long version) throws IOException {
        while (true) {
            if (broken) {
                throw new IOException("an earlier flush of the data file failed");
            }
            if (synced >= version) {
                return NOTHING;
            }
            if (!flushing) {
                flushing = true;
                return committed;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while waiting for the data file to be flushed", e);
            }
        }
    }

    private void flushTo(long target) throws IOException {
        boolean done = false;
        try {
            flush.flush();
            mark.raise(target);
            done = true;
        } finally {
            synchronized (this) {
                flushing = false;
                if (done) {
                    synced = Math.max(synced, target);
                } else {
                    broken = true;
                }
                notifyAll();
            }
        }
    }
}
