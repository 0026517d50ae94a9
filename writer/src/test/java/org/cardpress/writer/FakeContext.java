package org.cardpress.writer;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskContext;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.protocol.worker.Grant;
import org.jspecify.annotations.Nullable;

/** Hears what a handler tells the runtime. */
final class FakeContext implements TaskContext {
    final List<TaskStatus> statuses = new CopyOnWriteArrayList<>();
    final List<String> messages = new CopyOnWriteArrayList<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    final List<String> warnings = new CopyOnWriteArrayList<>();
    final CancelSignal cancel = new CancelSignal();
    volatile Consumer<TaskStatus> onStatus = status -> {};
    volatile Runnable onProgress = () -> {};
    volatile String slot = "";
    volatile @Nullable CardReport report;
    volatile @Nullable CardQuestion question;
    volatile boolean alone;
    /** Who said yes, by the id of the question. */
    final Map<String, String> confirmed = new ConcurrentHashMap<>();

    @Override
    public void status(TaskStatus status) {
        statuses.add(status);
        onStatus.accept(status);
    }

    @Override
    public void slot(String name) {
        slot = name;
    }

    @Override
    public void progress(long done, long total, @Nullable String message) {
        if (message == null) {
            onProgress.run();
        } else if (messages.isEmpty() || !messages.get(messages.size() - 1).equals(message)) {
            messages.add(message);
        }
    }

    @Override
    public void log(String line) {
        log.add(line);
    }

    @Override
    public void warn(String text) {
        warnings.add(text);
    }

    @Override
    public void card(CardReport told) {
        report = told;
    }

    @Override
    public void ask(@Nullable CardQuestion asked) {
        question = asked;
    }

    @Override
    public Optional<String> confirmedBy(String asked) {
        return Optional.ofNullable(confirmed.get(asked));
    }

    @Override
    public void finishAlone() {
        alone = true;
    }

    @Override
    public CancelSignal cancel() {
        return cancel;
    }

    @Override
    public Path workspace() {
        throw new UnsupportedOperationException("writing a card needs no files");
    }

    @Override
    public Grant grant(Grant.Operation operation) {
        throw new UnsupportedOperationException("writing a card needs no grant");
    }
}
