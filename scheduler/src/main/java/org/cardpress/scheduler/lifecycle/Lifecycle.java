package org.cardpress.scheduler.lifecycle;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.scheduler.record.Effect;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;

/**
 * Says what an event does to an order. Pure: the same order, event and time always give the same answer, nothing else is read
 * or changed. Times are kept in milliseconds, as stores keep them. Safe for many threads.
 */
public final class Lifecycle {
    private final Rules rules;

    public Lifecycle(Rules rules) {
        this.rules = rules;
    }

    public Rules rules() {
        return rules;
    }

    /** The first state of an order. */
    public Order open(Opening opening, Instant now) {
        return opening.order(rules, now);
    }

    public Change apply(Order order, Event event, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MILLIS);
        Instant notBackwards = at.isBefore(order.updatedAt()) ? order.updatedAt() : at;
        OrderDraft draft = new OrderDraft(order, rules, notBackwards);
        Optional<Change> answer = act(draft, event);
        return answer.orElseGet(() -> commit(draft));
    }

    /** Changes the draft; answers where the order does not move. */
    private static Optional<Change> act(OrderDraft draft, Event event) {
        WorkerEvents worker = new WorkerEvents(draft);
        PersonEvents person = new PersonEvents(draft);
        GuestEvents guest = new GuestEvents(draft);
        if (event instanceof Event.Claimed claimed) {
            return worker.claimed(claimed);
        } else if (event instanceof Event.Renewed renewed) {
            return worker.renewed(renewed);
        } else if (event instanceof Event.Finished finished) {
            return worker.finished(finished);
        } else if (event instanceof Event.LeaseExpired expired) {
            return worker.leaseExpired(expired);
        } else if (event instanceof Event.ConfirmAsked confirm) {
            return person.confirm(confirm);
        } else if (event instanceof Event.CancelAsked cancel) {
            return person.cancel(cancel);
        } else if (event instanceof Event.RetryAsked retry) {
            return person.retry(retry);
        } else if (event instanceof Event.ShipAsked ship) {
            return person.ship(ship);
        } else if (event instanceof Event.LinkMade made) {
            return guest.made(made);
        } else if (event instanceof Event.LinksWithdrawn withdrawn) {
            return guest.withdrawn(withdrawn);
        } else if (event instanceof Event.ArrivalTold arrival) {
            return guest.arrived(arrival);
        } else if (event instanceof Event.AnonymiseAsked anonymise) {
            return person.anonymise(anonymise);
        } else if (event instanceof Event.LinkDue) {
            return linkDue(draft);
        } else if (event instanceof Event.ImageRemoved removed) {
            return imageRemoved(draft, removed);
        } else if (event instanceof Event.EffectDone done) {
            return effectDone(draft, done);
        }
        throw new IllegalArgumentException("event " + event + " (expected a known one)");
    }

    private static Optional<Change> linkDue(OrderDraft draft) {
        Order.Link link = draft.link;
        if (draft.before.status() != OrderStatus.PENDING_EXPIRY || link == null) {
            return unchanged("no public link is open");
        }
        return draft.now.isBefore(link.expiresAt()) ? unchanged("the link lives until " + link.expiresAt()) : moved();
    }

    private static Optional<Change> imageRemoved(OrderDraft draft, Event.ImageRemoved event) {
        if (draft.imageGone) {
            return unchanged("the image is gone already");
        }
        if (!ImageRemoval.mayGo(draft.before)) {
            return refused(
                    ErrorCode.CONFLICT,
                    "order is " + draft.before.status().wire()
                            + " (expected shipped, expired or canceled, and no worker at its image)");
        }
        draft.imageGone = true;
        draft.say(event.by(), null, "image removed from the warehouse");
        return moved();
    }

    private static Optional<Change> effectDone(OrderDraft draft, Event.EffectDone event) {
        if (draft.before.effects().stream().noneMatch(effect -> effect.key().equals(event.key()))) {
            return unchanged("nothing is owed under " + event.key());
        }
        draft.settle(event.key());
        return moved();
    }

    /** What every move ends with: the shelf is let go, the status is derived, and what it brings is owed. */
    private static Change commit(OrderDraft draft) {
        letShelfGo(draft);
        nothingToRemove(draft);
        OrderStatus before = draft.before.status();
        OrderStatus status = OrderStatuses.of(draft.build(before));
        Effect.Kind owed = OrderStatuses.OWED.get(status);
        if (status != before) {
            draft.say("scheduler", null, "order is " + status.wire());
            if (owed != null) {
                draft.owe(owed, draft.before.id().value(), key(draft, owed));
            }
        }
        return new Change.Moved(draft.build(status), draft.freshEffects());
    }

    /** An order can fail again only after a retry, and every retry supersedes a task: so their number names the occasion. */
    private static String key(OrderDraft draft, Effect.Kind owed) {
        String key = draft.before.id() + "/" + owed.name().toLowerCase(Locale.ROOT);
        return owed == Effect.Kind.ORDER_FAILED ? key + "/" + draft.superseded() : key;
    }

    private static void letShelfGo(OrderDraft draft) {
        draft.current(TaskKind.DOWNLOAD)
                .filter(task -> task.status() == TaskStatus.PENDING_END_OF_WRITES && writesEnded(draft))
                .ifPresent(task -> new TaskMove(draft, task).run(Cause.WRITES_ENDED));
    }

    private static boolean writesEnded(OrderDraft draft) {
        Stream<Task> writes = draft.currentTasks().stream().filter(task -> task.kind() == TaskKind.WRITE);
        return draft.canceled != null
                ? writes.allMatch(task -> task.lease() == null)
                : writes.allMatch(task -> task.status() == TaskStatus.WRITTEN);
    }

    /** An order canceled before anybody began has left nothing in the warehouse. */
    private static void nothingToRemove(OrderDraft draft) {
        if (draft.canceled != null && draft.neverCreated()) {
            draft.imageGone = true;
        }
    }

    static Optional<Change> moved() {
        return Optional.empty();
    }

    static Optional<Change> unchanged(String why) {
        return Optional.of(new Change.Unchanged(why));
    }

    static Optional<Change> refused(ErrorCode code, String message) {
        return Optional.of(new Change.Refused(code, message));
    }
}
