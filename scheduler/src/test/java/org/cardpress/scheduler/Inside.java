package org.cardpress.scheduler;

/** Looks behind the API of a running scheduler, for tests. */
public final class Inside {
    private Inside() {}

    public static <T> T bean(RunningScheduler scheduler, Class<T> type) {
        return scheduler.server().getApplicationContext().getBean(type);
    }
}
