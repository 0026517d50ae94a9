package org.cardpress.creator.job;

import org.cardpress.protocol.runtime.CancelSignal;

/**
 * Who watches a build: hears how far it is and may stop it. Called from the building thread, and from several threads while a
 * file is being fetched or the image packed.
 */
public interface CreateListener {
    /** A new stage begins; the total is 0 where it is not known. */
    void stage(String what, long totalBytes);

    /** So many more bytes of the stage are done. */
    void advance(long bytes);

    /** Something a person should look at, although the build goes on. */
    default void warn(String text) {}

    /** Adds a line to the task's log. */
    default void say(String line) {}

    /** Raised when the build is to stop. */
    CancelSignal cancel();

    /** @throws org.cardpress.protocol.runtime.TaskStopped if the build is to stop */
    default void check() {
        cancel().throwIfRaised();
    }

    /** One that hears nothing and stops when the signal is raised. */
    static CreateListener silent(CancelSignal cancel) {
        return new CreateListener() {
            @Override
            public void stage(String what, long totalBytes) {}

            @Override
            public void advance(long bytes) {}

            @Override
            public CancelSignal cancel() {
                return cancel;
            }
        };
    }
}
