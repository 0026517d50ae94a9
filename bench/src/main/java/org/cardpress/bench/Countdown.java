package org.cardpress.bench;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Tells a person who waits how much of one stretch of work is done and about how long the rest takes; a line every five seconds. */
final class Countdown {
    private static final long EVERY = 5_000_000_000L;

    private final String what;
    private final long all;
    private final LongSupplier nanos;
    private final PrintStream out;
    private final long begun;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong told;

    /**
     * Begins now.
     *
     * @param all how many steps there will be
     */
    Countdown(String what, long all, LongSupplier nanos, PrintStream out) {
        this.what = what;
        this.all = all;
        this.nanos = nanos;
        this.out = out;
        this.begun = nanos.getAsLong();
        this.told = new AtomicLong(begun);
    }

    void step() {
        long steps = done.incrementAndGet();
        long now = nanos.getAsLong();
        long last = told.get();
        if (now - last >= EVERY && told.compareAndSet(last, now)) {
            out.printf("%s %d/%d, about %d s left%n", what, steps, all, left(steps, now - begun));
        }
    }

    private long left(long steps, long passed) {
        return Math.round((double) passed / steps * (all - steps) / 1e9);
    }
}
