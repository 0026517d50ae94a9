package org.cardpress.scheduler.lifecycle;

import static org.cardpress.scheduler.lifecycle.Lifecycle.moved;
import static org.cardpress.scheduler.lifecycle.Lifecycle.refused;
import static org.cardpress.scheduler.lifecycle.Lifecycle.unchanged;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.protocol.worker.Finish.Outcome;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskCards;
import org.cardpress.scheduler.record.TaskId;
import org.jspecify.annotations.Nullable;

/** What workers do, and fail to do, with tasks. */
final class WorkerEvents {
    private static final int LONGEST_MESSAGE = 2000;
    private static final int LONGEST_LINE = 200;
    private static final int MOST_WARNINGS = 50;

    private final OrderDraft draft;

    WorkerEvents(OrderDraft draft) {
        this.draft = draft;
    }

    Optional<Change> claimed(Event.Claimed event) {
        Optional<Task> found = draft.before.task(event.task());
        if (found.isEmpty()) {
            return notFound(event.task());
        }
        Task task = found.get();
        Optional<String> obstacle = obstacle(task, event);
        if (obstacle.isPresent()) {
            return refused(ErrorCode.CONFLICT, "task " + task.id() + " " + obstacle.get());
        }
        if (!new TaskMove(draft, task).by(event).run(Cause.CLAIMED)) {
            return refused(
                    ErrorCode.CONFLICT,
                    "task " + task.id() + " is " + task.status().wire() + " (expected pending)");
        }
        String where = event.slot() == null ? event.host() : event.host() + " slot " + event.slot();
        draft.say(event.account(), task.id(), "claimed by " + where + ", attempt " + (task.attempt() + 1));
        return moved();
    }

    private Optional<String> obstacle(Task task, Event.Claimed event) {
        String host = task.host();
        if (task.stage() != Stage.PENDING || task.lease() != null) {
            return Optional.of(
                    "is " + task.status().wire() + (task.lease() == null ? "" : " and taken") + " (expected pending)");
        }
        if (task.notBefore().isAfter(draft.now)) {
            return Optional.of("waits until " + task.notBefore());
        }
        if (host != null && !host.equals(event.host())) {
            return Optional.of("is for host " + host + " (" + event.host() + " asked)");
        }
        boolean slotBusy = event.slot() != null && draft.before.tasks().stream().anyMatch(other -> uses(other, event));
        return slotBusy ? Optional.of("wants slot " + event.slot() + ", which is at work") : Optional.empty();
    }

    private static boolean uses(Task other, Event.Claimed event) {
        Lease lease = other.lease();
        return lease != null && lease.host().equals(event.host()) && Objects.equals(lease.slot(), event.slot());
    }

    Optional<Change> renewed(Event.Renewed event) {
        Optional<Task> found = draft.before.task(event.task());
        if (found.isEmpty()) {
            return notFound(event.task());
        }
        Task task = returned(found.get(), event.proof());
        Lease lease = task.lease();
        if (lease == null || !event.proof().proves(lease)) {
            return lost(task, event.proof());
        }
        List<TaskStatus> words = Moves.reportable(task.kind());
        if (event.status() != task.status() && !words.contains(event.status())) {
            return refused(
                    ErrorCode.MALFORMED,
                    "status " + event.status().wire() + " (expected one of "
                            + words.stream().map(TaskStatus::wire).collect(Collectors.joining(", ")) + ")");
        }
        boolean news = event.seq() > lease.seq();
        TaskMove move = new TaskMove(draft, task);
        move.task().lease = renew(lease, news ? event.seq() : lease.seq());
        if (news) {
            report(move, task, event);
            move.task().cards = move.task().cards.asking(bounded(event.question()));
        }
        draft.put(move.task().build());
        return moved();
    }

    /** A word that comes before the present one only shows that the worker lives. */
    private static void report(TaskMove move, Task task, Event.Renewed event) {
        boolean onward = event.status() == task.status() || move.run(Cause.REPORTED, event.status());
        if (onward) {
            Progress progress = event.progress();
            String message = progress.message();
            move.task().progress = new Progress(
                    progress.done(),
                    progress.total(),
                    progress.rate(),
                    message == null ? null : History.cut(message, LONGEST_LINE));
        }
    }

    private Lease renew(Lease lease, long seq) {
        Instant until = draft.now.plus(draft.rules.lease());
        return new Lease(
                lease.id(),
                lease.tokenHash(),
                lease.account(),
                lease.host(),
                lease.slot(),
                lease.since(),
                until.isAfter(lease.until()) ? until : lease.until(),
                seq);
    }

    Optional<Change> finished(Event.Finished event) {
        Optional<Task> found = draft.before.task(event.task());
        if (found.isEmpty()) {
            return notFound(event.task());
        }
        Task task = found.get();
        if (event.proof().matches(task.lastTokenHash())) {
            return unchanged("finished already");
        }
        task = returned(task, event.proof());
        if (!event.proof().proves(task.lease())) {
            return lost(task, event.proof());
        }
        Optional<String> wrong = new FinishCheck(draft.before, task).problem(event);
        if (wrong.isPresent()) {
            return refused(ErrorCode.MALFORMED, wrong.get());
        }
        end(task, event);
        return moved();
    }

    private void end(Task task, Event.Finished event) {
        TaskError error = bounded(event.error());
        TaskMove move = new TaskMove(draft, task).because(error).withSecret(event.freshSecret());
        TaskDraft ending = move.task();
        ending.lastTokenHash = event.proof().tokenHash();
        if (event.card() != null && task.kind() == TaskKind.WRITE) {
            ending.cards = ending.cards.and(used(task, event.card()));
        }
        if (event.outcome() == Outcome.SUCCEEDED) {
            ending.error = null;
            ending.result = event.result();
            ending.warnings = warnings(event);
        } else if (event.outcome() == Outcome.FAILED) {
            ending.error = error;
        }
        TaskStatus said = Objects.requireNonNullElse(event.failedStatus(), TaskStatus.FAILED);
        move.must(cause(event.outcome()), said);
        draft.say(
                event.proof().account(),
                task.id(),
                told(event, error) + ", now " + ending.status().wire());
    }

    private static TaskCards.Used used(Task task, CardReport card) {
        Lease lease = Objects.requireNonNull(task.lease());
        TaskCards.Confirmed yes = task.cards().confirmed();
        return new TaskCards.Used(task.attempt(), lease.host(), yes == null ? null : yes.by(), bounded(card));
    }

    /**
     * A worker whose lease ran out while it could not reach anybody goes on with it, as long as nobody else has taken the task: a
     * card that is half written, or written, is worth more than the rule. The task after that; as it is where the proof is not
     * that worker's.
     */
    private Task returned(Task task, Proof proof) {
        if (task.lease() != null || !proof.proves(task.cards().lapsed())) {
            return task;
        }
        if (!new TaskMove(draft, task).run(Cause.RETURNED)) {
            return task;
        }
        Task back = draft.currentTasks().stream()
                .filter(each -> each.id().equals(task.id()))
                .findFirst()
                .orElse(task);
        draft.say(proof.account(), task.id(), "its worker is back, and goes on");
        return back;
    }

    /** What a worker hears whose lease counts no more; one whose task is over hears that too, and stops even a card it would finish alone. */
    private static Optional<Change> lost(Task task, Proof proof) {
        return task.stage().isTerminal() && proof.proves(task.cards().lapsed())
                ? refused(
                        ErrorCode.GONE,
                        "task " + task.id() + " is " + task.status().wire() + ": stop and clean up")
                : leaseLost(task.id());
    }

    private static @Nullable CardQuestion bounded(@Nullable CardQuestion question) {
        return question == null
                ? null
                : new CardQuestion(
                        History.cut(question.id(), LONGEST_LINE), History.cut(question.text(), LONGEST_MESSAGE));
    }

    /** Workers are not trusted with the size of an order. */
    private static CardReport bounded(CardReport card) {
        return new CardReport(
                card.verdict(),
                History.cut(card.imageSha256(), LONGEST_LINE),
                History.cut(card.slot(), LONGEST_LINE),
                card.capacity(),
                line(card.vendor()),
                line(card.model()),
                line(card.serial()),
                line(card.cid()),
                line(card.stamp()),
                card.bytesWritten(),
                card.bytesVerified(),
                card.writeRate(),
                card.verifyRate(),
                card.repairedBlocks(),
                card.unstableReads(),
                card.millis(),
                line(card.fault()),
                card.message() == null ? null : History.cut(card.message(), LONGEST_MESSAGE),
                card.endedAt().truncatedTo(ChronoUnit.MILLIS));
    }

    private static @Nullable String line(@Nullable String text) {
        return text == null ? null : History.cut(text, LONGEST_LINE);
    }

    private List<String> warnings(Event.Finished event) {
        Stream<String> late = draft.canceled == null || event.task().kind() != TaskKind.WRITE
                ? Stream.of()
                : Stream.of("the card was written before its worker saw the cancellation");
        return Stream.concat(late, event.warnings().stream())
                .limit(MOST_WARNINGS)
                .map(warning -> History.cut(warning, LONGEST_LINE))
                .toList();
    }

    private static Cause cause(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> Cause.SUCCEEDED;
            case FAILED -> Cause.FAILED;
            case CANCELED -> Cause.STOPPED;
            case GIVEN_BACK -> Cause.GIVEN_BACK;
        };
    }

    private static String told(Event.Finished event, @Nullable TaskError error) {
        return switch (event.outcome()) {
            case SUCCEEDED -> event.result() instanceof TaskResult.ImageRemoved ? "image removed" : "succeeded";
            case FAILED -> error == null ? "failed" : "failed: " + error.code() + ": " + error.message();
            case CANCELED -> "stopped";
            case GIVEN_BACK -> "given back";
        };
    }

    private static @Nullable TaskError bounded(@Nullable TaskError error) {
        return error == null
                ? null
                : new TaskError(
                        History.cut(error.code(), LONGEST_LINE),
                        History.cut(error.message(), LONGEST_MESSAGE),
                        error.retryable());
    }

    Optional<Change> leaseExpired(Event.LeaseExpired event) {
        Optional<Task> found = draft.before.task(event.task());
        Lease lease = found.map(Task::lease).orElse(null);
        if (found.isEmpty() || lease == null || !lease.id().equals(event.leaseId())) {
            return unchanged("the lease has ended already");
        }
        if (lease.until().isAfter(draft.now)) {
            return unchanged("the lease was renewed until " + lease.until());
        }
        Task task = found.get();
        TaskMove move = new TaskMove(draft, task);
        if (task.lost() >= draft.rules.losses()) {
            move.task().error = new TaskError(
                    "task.lost", (task.lost() + 1) + " leases ran out without a word from the worker", true);
        }
        move.must(Cause.LEASE_EXPIRED, task.status());
        draft.say(
                "scheduler",
                task.id(),
                "lease of " + lease.host() + " ran out, now "
                        + move.task().status().wire());
        return moved();
    }

    private static Optional<Change> notFound(TaskId task) {
        return refused(ErrorCode.NOT_FOUND, "task " + task + " is not known");
    }

    private static Optional<Change> leaseLost(TaskId task) {
        return refused(ErrorCode.LEASE_LOST, Proof.lostMessage(task));
    }
}
