package org.cardpress.protocol.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.Confirmation;
import org.cardpress.protocol.worker.Grant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a handler sees of its lease. */
final class LeasedTask implements TaskContext {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedTask.class);
    private static final int MOST_WARNINGS = 100;

    private final Claim claim;
    private final Report report;
    private final LeaseKeeper keeper;
    private final LogShipper shipper;
    private final CancelSignal signal;
    private final Workspace workspace;
    private final List<String> warnings = new ArrayList<>();
    private @Nullable Path directory;
    private volatile @Nullable CardReport card;

    LeasedTask(
            Claim claim,
            Report report,
            LeaseKeeper keeper,
            LogShipper shipper,
            CancelSignal signal,
            Workspace workspace) {
        this.claim = claim;
        this.report = report;
        this.keeper = keeper;
        this.shipper = shipper;
        this.signal = signal;
        this.workspace = workspace;
    }

    @Override
    public void status(TaskStatus status) {
        if (!status.belongsTo(claim.kind())) {
            throw new IllegalArgumentException("status " + status.wire() + " (expected one of "
                    + claim.kind().wire() + " tasks)");
        }
        report.status(status);
        LOG.debug("task {}: {}", claim.taskId(), status.wire());
        keeper.nudge();
    }

    @Override
    public void slot(String name) {
        report.slot(name);
        keeper.nudge();
    }

    @Override
    public void progress(long done, long total, @Nullable String message) {
        report.progress(done, total, message);
    }

    @Override
    public void log(String line) {
        LOG.debug("task {}: {}", claim.taskId(), line);
        shipper.add(line);
    }

    @Override
    public void warn(String text) {
        LOG.warn("task {}: {}", claim.taskId(), text);
        shipper.add("warning: " + text);
        synchronized (warnings) {
            if (warnings.size() < MOST_WARNINGS) {
                warnings.add(text);
            }
        }
    }

    List<String> warnings() {
        synchronized (warnings) {
            return List.copyOf(warnings);
        }
    }

    @Override
    public void card(CardReport told) {
        card = told;
    }

    @Nullable
    CardReport card() {
        return card;
    }

    @Override
    public void ask(@Nullable CardQuestion question) {
        report.ask(question);
        keeper.nudge();
    }

    @Override
    public Optional<String> confirmedBy(String question) {
        return keeper.confirmed().filter(yes -> yes.question().equals(question)).map(Confirmation::by);
    }

    @Override
    public void finishAlone() {
        report.press();
        keeper.outlive();
    }

    @Override
    public CancelSignal cancel() {
        return signal;
    }

    @Override
    public synchronized Path workspace() throws IOException {
        Path made = directory;
        if (made == null) {
            made = workspace.begin(claim.taskId());
            directory = made;
        }
        return made;
    }

    @Override
    public Grant grant(Grant.Operation operation) throws TaskFailure {
        for (Grant grant : claim.grants()) {
            if (grant.operation() == operation) {
                return grant;
            }
        }
        throw new TaskFailure(
                new TaskError(
                        "grant.missing",
                        "the claim of task " + claim.taskId() + " has no grant to " + operation
                                + " (expected one from the scheduler)",
                        true),
                TaskStatus.FAILED);
    }
}
