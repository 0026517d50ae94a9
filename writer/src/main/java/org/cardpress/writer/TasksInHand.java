package org.cardpress.writer;

import java.util.HashSet;
import java.util.Set;
import org.cardpress.protocol.runtime.CancelSignal;

/**
 * The tasks that slots of this machine work on. When a lease ran out, the same task may come to a second slot while the first is
 * still at its card: the second waits for what becomes of that card. Safe for many threads.
 */
final class TasksInHand {
    private final Set<String> tasks = new HashSet<>();

    /** Waits until no other slot has the task, or the signal is raised. */
    Hold take(String taskId, CancelSignal cancel) throws InterruptedException {
        try (CancelSignal.Registration waking = cancel.onRaise(this::wake)) {
            synchronized (this) {
                while (!tasks.add(taskId)) {
                    cancel.throwIfRaised();
                    wait();
                }
            }
        }
        return () -> release(taskId);
    }

    private synchronized void release(String taskId) {
        tasks.remove(taskId);
        notifyAll();
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** As long as a slot has a task. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }
}
