package org.cardpress.creator;

import java.util.concurrent.atomic.AtomicLong;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskContext;

/** Tells the scheduler, through the runtime, how far a build is. */
final class ContextListener implements CreateListener {
    private final TaskContext context;
    private final AtomicLong done = new AtomicLong();
    private volatile String what = "";
    private volatile long total;

    ContextListener(TaskContext context) {
        this.context = context;
    }

    @Override
    public void stage(String next, long totalBytes) {
        what = next;
        total = totalBytes;
        done.set(0);
        context.log(next);
        context.progress(0, totalBytes, next);
    }

    @Override
    public void advance(long bytes) {
        context.progress(done.addAndGet(bytes), total, what);
    }

    @Override
    public void warn(String text) {
        context.warn(text);
    }

    @Override
    public void say(String line) {
        context.log(line);
    }

    @Override
    public CancelSignal cancel() {
        return context.cancel();
    }
}
