package org.cardpress.protocol.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.client.LeaseCalls;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Finish.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One claimed task from its claim to the last word about it. */
final class TaskRun {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRun.class);
    private static final int MOST_CAUSES = 5;
    private static final Duration LOG_TIME = Duration.ofSeconds(3);

    private final Claim claim;
    private final TaskHandler handler;
    private final LeaseCalls scheduler;
    private final Workspace workspace;
    private final Outside outside;
    private final CancelSignal signal = new CancelSignal();
    private final Report report;

    TaskRun(Claim claim, TaskHandler handler, LeaseCalls scheduler, Workspace workspace, Outside outside) {
        this.claim = claim;
        this.handler = handler;
        this.scheduler = scheduler;
        this.workspace = workspace;
        this.outside = outside;
        this.report = new Report(outside.nanos(), claim.heartbeatSeconds());
    }

    /** Runs the task to its end. */
    void run(CancelSignal stopping) throws InterruptedException {
        LOG.info("task {}: begun, attempt {}", claim.taskId(), claim.attempt());
        try (LeaseKeeper keeper = new LeaseKeeper(claim, scheduler, report, signal, outside);
                LogShipper shipper = new LogShipper(claim, scheduler, outside)) {
            keeper.start();
            shipper.start();
            LeasedTask context = new LeasedTask(claim, report, keeper, shipper, signal, workspace);
            Optional<Finish> end = end(context);
            clear();
            if (end.isEmpty()) {
                LOG.info("task {}: dropped, the lease is not ours any more", claim.taskId());
                return;
            }
            shipper.flush(LOG_TIME);
            boolean told = new LastWord(scheduler, outside).say(claim, end.get(), stopping);
            LOG.info("task {}: {}{}", claim.taskId(), end.get().outcome(), told ? "" : ", which nobody heard");
        }
    }

    /** Ends the work early because the worker ends. */
    void shutDown() {
        signal.raise(CancelSignal.Reason.SHUTDOWN);
    }

    /** Whether the work only waits for something outside, such as a card. */
    boolean isWaiting() {
        return report.status().stage() == Stage.WAITING;
    }

    /** Does the work; empty where nothing may be said about it. */
    private Optional<Finish> end(LeasedTask context) {
        try {
            TaskResult result = handler.run(claim, context);
            return isAbandoned()
                    ? Optional.empty()
                    : Optional.of(finish(context, Outcome.SUCCEEDED, null, null, result));
        } catch (InterruptedException e) {
            // Nobody else interrupts this thread while it works: it is a request to stop, and giving back must not be
            // hit by it.
            return stopped(context, CancelSignal.Reason.SHUTDOWN);
        } catch (Exception | LinkageError | OutOfMemoryError | StackOverflowError | AssertionError e) {
            Optional<CancelSignal.Reason> reason = signal.reason();
            return reason.isPresent() ? stopped(context, reason.get()) : Optional.of(failed(context, e));
        }
    }

    private boolean isAbandoned() {
        return signal.reason().filter(CancelSignal.Reason.ABANDON::equals).isPresent();
    }

    private Optional<Finish> stopped(LeasedTask context, CancelSignal.Reason reason) {
        return switch (reason) {
            case SHUTDOWN -> {
                context.log("given back: this worker is stopping");
                yield Optional.of(finish(context, Outcome.GIVEN_BACK, null, null, null));
            }
            case CANCEL -> {
                context.log("canceled");
                yield Optional.of(finish(context, Outcome.CANCELED, null, null, null));
            }
            case ABANDON -> Optional.empty();
        };
    }

    private Finish failed(LeasedTask context, Throwable cause) {
        if (cause instanceof TaskFailure failure) {
            TaskError error = failure.error();
            LOG.warn("task {}: failed with {}: {}", claim.taskId(), error.code(), error.message());
            context.log("failed: " + error.message());
            return finish(context, Outcome.FAILED, failure.failedStatus(), error, null);
        }
        LOG.error("task {}: a fault of this program", claim.taskId(), cause);
        logStack(context, cause);
        TaskError error = new TaskError("internal", "unexpected " + cause + "; the task's log has more", true);
        return finish(context, Outcome.FAILED, TaskStatus.FAILED, error, null);
    }

    private static void logStack(LeasedTask context, Throwable fault) {
        Throwable cause = fault;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            context.log((depth == 0 ? "fault: " : "caused by: ") + cause);
            for (StackTraceElement frame : cause.getStackTrace()) {
                context.log("    at " + frame);
            }
            cause = cause.getCause();
        }
    }

    private Finish finish(
            LeasedTask context,
            Outcome outcome,
            @Nullable TaskStatus failedStatus,
            @Nullable TaskError error,
            @Nullable TaskResult result) {
        List<String> warnings = context.warnings();
        return new Finish(claim.leaseToken(), outcome, failedStatus, error, result, warnings, context.card());
    }

    private void clear() {
        try {
            workspace.clear();
        } catch (IOException e) {
            LOG.warn("task {}: its directory could not be cleared", claim.taskId(), e);
        }
    }
}
