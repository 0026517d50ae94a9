package org.cardpress.creator;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskContext;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Grant;
import org.jspecify.annotations.Nullable;

/** Remembers what a handler tells, and stops it at a stage where asked to. */
class FakeContext implements TaskContext {
    final List<TaskStatus> statuses = new CopyOnWriteArrayList<>();
    final List<String> stages = new CopyOnWriteArrayList<>();

    @Nullable
    String stopAt;

    private final Path workspace;
    private final Grant grant;
    private final CancelSignal cancel = new CancelSignal();

    FakeContext(Path workspace, Grant grant) {
        this.workspace = workspace;
        this.grant = grant;
    }

    @Override
    public void status(TaskStatus status) {
        statuses.add(status);
    }

    @Override
    public void slot(String name) {}

    @Override
    public void progress(long done, long total, @Nullable String message) {
        if (message != null && !stages.contains(message)) {
            stages.add(message);
        }
        if (message != null && message.equals(stopAt)) {
            cancel.raise(CancelSignal.Reason.CANCEL);
        }
    }

    @Override
    public void log(String line) {}

    @Override
    public void warn(String text) {}

    @Override
    public CancelSignal cancel() {
        return cancel;
    }

    @Override
    public Path workspace() {
        return workspace;
    }

    @Override
    public Grant grant(Grant.Operation operation) {
        return grant;
    }
}
