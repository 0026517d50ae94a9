package org.cardpress.protocol.runtime;

import java.time.Duration;

/** Waiting, so that tests need not wait. */
@FunctionalInterface
public interface Pause {
    /** Returns when the time is over or the signal is raised. */
    void sleep(Duration time, CancelSignal signal) throws InterruptedException;

    /** Waits indeed. */
    static Pause real() {
        return (time, signal) -> signal.await(time);
    }
}
