package org.cardpress.protocol.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskContext;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Grant;
import org.jspecify.annotations.Nullable;

/** A context without a scheduler: keeps what a handler says, for tests of handlers. Safe for many threads. */
public final class RecordingContext implements TaskContext {
    public final List<TaskStatus> statuses = new CopyOnWriteArrayList<>();
    public final List<String> slots = new CopyOnWriteArrayList<>();
    public final List<String> lines = new CopyOnWriteArrayList<>();
    public final List<String> warnings = new CopyOnWriteArrayList<>();
    private final CancelSignal signal = new CancelSignal();
    private final Path directory;
    private final List<Grant> grants;
    private volatile Progress progress = Progress.NONE;

    /** @param directory made when the handler asks for its workspace */
    public RecordingContext(Path directory, List<Grant> grants) {
        this.directory = directory;
        this.grants = grants;
    }

    /** The last progress told. */
    public Progress progress() {
        return progress;
    }

    @Override
    public void status(TaskStatus status) {
        statuses.add(status);
    }

    @Override
    public void slot(String name) {
        slots.add(name);
    }

    @Override
    public void progress(long done, long total, @Nullable String message) {
        progress = new Progress(done, total, 0, message);
    }

    @Override
    public void log(String line) {
        lines.add(line);
    }

    @Override
    public void warn(String text) {
        warnings.add(text);
    }

    @Override
    public CancelSignal cancel() {
        return signal;
    }

    @Override
    public Path workspace() throws IOException {
        return Files.createDirectories(directory);
    }

    @Override
    public Grant grant(Grant.Operation operation) {
        return grants.stream()
                .filter(grant -> grant.operation() == operation)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no grant to " + operation));
    }
}
