package org.cardpress.writer.staging;

import java.util.concurrent.TimeUnit;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.jspecify.annotations.Nullable;

/** How far an image has been unpacked. One thread moves it; any number of cards wait for it, none of them for another. */
final class Front {
    private volatile long at;
    private volatile boolean proven;
    private volatile @Nullable CardFault fault;
    private String why = "";

    /** What is unpacked up to here may be read. */
    synchronized void reach(long to) {
        at = to;
        notifyAll();
    }

    /** All of it is what was ordered. */
    synchronized void prove() {
        proven = true;
        notifyAll();
    }

    /** It will never come to more, and what there is must not be used. */
    synchronized void fail(CardFault reason, String detail) {
        why = detail;
        fault = reason;
        notifyAll();
    }

    boolean isProven() {
        return proven;
    }

    synchronized void throwIfFailed() throws CardFailure {
        CardFault failed = fault;
        if (failed != null) {
            throw new CardFailure(failed, why);
        }
    }

    long at() {
        return at;
    }

    boolean isThere(long end, long millis) throws CardFailure, InterruptedException {
        return (at >= end && fault == null) || await(end, false, millis);
    }

    boolean isProven(long millis) throws CardFailure, InterruptedException {
        return proven || await(0, true, millis);
    }

    private synchronized boolean await(long end, boolean proof, long millis) throws CardFailure, InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (true) {
            throwIfFailed();
            if (proof ? proven : at >= end) {
                return true;
            }
            long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
    }
}
