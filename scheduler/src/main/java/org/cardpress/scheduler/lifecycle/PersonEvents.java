package org.cardpress.scheduler.lifecycle;

import static org.cardpress.scheduler.lifecycle.Lifecycle.moved;
import static org.cardpress.scheduler.lifecycle.Lifecycle.refused;
import static org.cardpress.scheduler.lifecycle.Lifecycle.unchanged;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.Stage;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskCards;
import org.cardpress.scheduler.record.TaskId;

/** What people want of orders. */
final class PersonEvents {
    private static final String ANONYMISED = "anonymised";

    private final OrderDraft draft;

    PersonEvents(OrderDraft draft) {
        this.draft = draft;
    }

    /** The order is canceled at once; workers are told at their next heartbeat, and their tasks end when they stop. */
    Optional<Change> cancel(Event.CancelAsked event) {
        OrderStatus status = draft.before.status();
        if (status == OrderStatus.CANCELED) {
            return unchanged("canceled already");
        }
        if (draft.before.isFinal()) {
            return conflict("is " + status.wire() + " (expected one that is not over)");
        }
        draft.canceled = new Order.Canceled(event.by(), draft.now);
        draft.say(event.by(), null, "canceled");
        for (Task task : draft.currentTasks()) {
            if (task.lease() == null) {
                new TaskMove(draft, task).run(Cause.ORDER_CANCELED);
            }
        }
        return moved();
    }

    /** Says yes to what a slot asks now; a yes to another question is refused, since another card may be in by then. */
    Optional<Change> confirm(Event.ConfirmAsked event) {
        Optional<Task> found = draft.before.task(event.task());
        if (found.isEmpty()) {
            return refused(ErrorCode.NOT_FOUND, "task " + event.task() + " is not known");
        }
        Task task = found.get();
        CardQuestion question = task.cards().question();
        if (task.lease() == null || question == null) {
            return refused(
                    ErrorCode.CONFLICT, "task " + task.id() + " asks nothing (expected a slot that waits for a yes)");
        }
        if (!question.id().equals(event.question())) {
            return refused(
                    ErrorCode.CONFLICT,
                    "task " + task.id() + " asks something else by now (expected an answer to " + question.id() + "): "
                            + question.text());
        }
        TaskCards.Confirmed before = task.cards().confirmed();
        if (before != null && before.question().equals(question.id())) {
            return unchanged("confirmed already by " + before.by());
        }
        TaskDraft changed = new TaskDraft(task);
        changed.cards = task.cards().with(new TaskCards.Confirmed(question.id(), event.by(), draft.now));
        draft.put(changed.build());
        draft.say(event.by(), task.id(), "confirmed: " + question.text());
        return moved();
    }

    Optional<Change> retry(Event.RetryAsked event) {
        TaskId wanted = event.task();
        List<Task> failed =
                draft.currentTasks().stream().filter(this::mayBeRetried).toList();
        if (wanted != null) {
            Optional<Task> task = draft.before.task(wanted);
            if (task.isEmpty()) {
                return refused(ErrorCode.NOT_FOUND, "task " + wanted + " is not known");
            }
            if (task.get().superseded()) {
                return unchanged("retried already");
            }
            failed = failed.stream().filter(each -> each.id().equals(wanted)).toList();
        }
        if (failed.isEmpty()) {
            return conflict("is " + draft.before.status().wire() + " and has "
                    + (wanted == null ? "no failed task" : "task " + wanted + " not failed")
                    + " (expected a failed one)");
        }
        if (!draft.hasRoomFor(failed.size())) {
            return conflict("has " + draft.before.tasks().size() + " tasks (expected at most " + draft.rules.tasks()
                    + ", retries included): place a new order");
        }
        for (Task task : failed) {
            new TaskMove(draft, task).must(Cause.RETRIED, task.status());
            draft.say(event.by(), task.id(), "retried");
        }
        return moved();
    }

    /** Nothing of an order that is over is done again, except the cleaning of its shelf. */
    private boolean mayBeRetried(Task task) {
        boolean failed = task.stage() == Stage.FAILED || task.stage() == Stage.TIMEDOUT;
        return failed && (!draft.before.isFinal() || task.status() == TaskStatus.DOWNLOADED_FAILED_TO_REMOVE);
    }

    Optional<Change> ship(Event.ShipAsked event) {
        OrderStatus status = draft.before.status();
        if (status == OrderStatus.SHIPPED) {
            return unchanged("shipped already");
        }
        if (status != OrderStatus.PENDING_SHIPMENT) {
            return conflict("is " + status.wire() + " (expected pending_shipment)");
        }
        draft.shipped = new Order.Shipped(event.details(), event.by(), draft.now);
        draft.say(event.by(), null, "shipped");
        return moved();
    }

    /** Erases whom it was for and what was on it, and ends the links to it; what happened, and how much of it, stays. */
    Optional<Change> anonymise(Event.AnonymiseAsked event) {
        Order before = draft.before;
        if (!before.isFinal()) {
            return conflict("is " + before.status().wire() + " (expected shipped, expired or canceled)");
        }
        if (before.recipient() == null && before.name().equals(ANONYMISED)) {
            return unchanged("anonymised already");
        }
        HotspotConfig config = before.config();
        draft.recipient = null;
        draft.name = ANONYMISED;
        draft.config =
                new HotspotConfig(config.schema(), ANONYMISED, config.base(), config.size(), List.of(), Map.of());
        draft.build = null;
        if (before.shipped() != null) {
            draft.shipped = new Order.Shipped(
                    "", before.shipped().by(), before.shipped().at());
        }
        draft.guests = new Order.Guests(before.guests().withdrawn() + 1, null);
        draft.say(event.by(), null, "anonymised");
        return moved();
    }

    private Optional<Change> conflict(String how) {
        return refused(ErrorCode.CONFLICT, "order " + draft.before.id() + " " + how);
    }
}
