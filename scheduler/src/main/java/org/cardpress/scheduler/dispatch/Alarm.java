package org.cardpress.scheduler.dispatch;

import java.time.Duration;

/** Calls back later, so that tests can turn the clock. */
interface Alarm {
    /** Runs it after this time, on a thread of the alarm; never two at once. */
    void after(Duration delay, Runnable action);
}
