package org.cardpress.writer.event;

import java.time.Duration;

/**
 * Wakes whoever waits for a card to come or go: when somebody rings, and otherwise each {@code lookEvery}. No ring is lost
 * between a look and the waiting after it: ask {@link #heard()}, look, then {@link #await}. Safe for many threads.
 */
public final class CardEvents {
    private final Duration lookEvery;
    private long rings;

    /** @param lookEvery longest wait without a ring */
    public CardEvents(Duration lookEvery) {
        this.lookEvery = lookEvery;
    }

    public Duration lookEvery() {
        return lookEvery;
    }

    /** Something may have changed in some slot, or somebody is wanted elsewhere: all look again. */
    public synchronized void ring() {
        rings++;
        notifyAll();
    }

    /** Where the rings stand now; to be asked before a look. */
    public synchronized long heard() {
        return rings;
    }

    /**
     * Waits for a ring after {@code heard}, or for the time between two looks.
     *
     * @return whether it was a ring
     */
    public synchronized boolean await(long heard) throws InterruptedException {
        long end = System.nanoTime() + lookEvery.toNanos();
        while (rings == heard) {
            long left = (end - System.nanoTime() + 999_999) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
