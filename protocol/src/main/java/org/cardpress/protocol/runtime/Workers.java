package org.cardpress.protocol.runtime;

import java.util.List;

/** The loops of one program, started and ended together. */
public final class Workers implements AutoCloseable {
    private final List<WorkerLoop> loops;

    public Workers(List<WorkerLoop> loops) {
        this.loops = List.copyOf(loops);
    }

    public void start() {
        loops.forEach(WorkerLoop::start);
    }

    /** Ends all loops side by side, so that the grace time counts once. */
    @Override
    public void close() {
        loops.forEach(WorkerLoop::beginStop);
        List<Thread> closers =
                loops.stream().map(loop -> new Thread(loop::close, "closer")).toList();
        closers.forEach(Thread::start);
        try {
            for (Thread closer : closers) {
                closer.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
