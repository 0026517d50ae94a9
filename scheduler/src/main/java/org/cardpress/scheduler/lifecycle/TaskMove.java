package org.cardpress.scheduler.lifecycle;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.scheduler.record.Effect;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskId;
import org.jspecify.annotations.Nullable;

/** Looks up the row that fits one task, and carries it out on the draft of its order. */
final class TaskMove {
    private final OrderDraft order;
    private final Task before;
    private final TaskDraft task;
    private @Nullable TaskError error;
    private @Nullable String freshSecret;
    private Event.@Nullable Claimed claim;

    TaskMove(OrderDraft order, Task before) {
        this.order = order;
        this.before = before;
        this.task = new TaskDraft(before);
    }

    TaskDraft task() {
        return task;
    }

    TaskMove because(@Nullable TaskError why) {
        error = why;
        return this;
    }

    TaskMove withSecret(String secret) {
        freshSecret = secret;
        return this;
    }

    TaskMove by(Event.Claimed claimed) {
        claim = claimed;
        return this;
    }

    boolean run(Cause cause) {
        return run(cause, before.status());
    }

    /**
     * Carries out the first row that fits.
     *
     * @param said the word that the worker names
     * @return false where no row fits, and then nothing is changed
     */
    boolean run(Cause cause, TaskStatus said) {
        When.Situation at =
                new When.Situation(before, order.before.kind(), order.canceled != null, order.rules.losses(), error);
        Optional<Move> row = Moves.find(cause, at, said);
        row.ifPresent(move -> carryOut(cause, move));
        return row.isPresent();
    }

    /** The same where the table has a row for certain. */
    void must(Cause cause, TaskStatus said) {
        if (!run(cause, said)) {
            throw new IllegalStateException("no move from " + before.status().wire() + " on " + cause + " to "
                    + said.wire() + " for task " + before.id());
        }
    }

    private void carryOut(Cause cause, Move move) {
        if (cause.endsLease()) {
            task.cards = task.cards.withLapsed(cause == Cause.LEASE_EXPIRED ? before.lease() : null);
            task.lease = null;
            task.notBefore = order.now;
            if (before.kind() == TaskKind.CREATE && cause != Cause.SUCCEEDED) {
                order.buildOwn();
            }
        }
        if (cause != Cause.RETRIED) {
            task.to(move.to(), order.now);
        }
        move.then().forEach(then -> follow(then, move));
        order.put(task.build());
    }

    private void follow(Then then, Move move) {
        switch (then) {
            case LEASE -> lease();
            case TAKE_BACK -> takeBack();
            case PIN -> task.host = claimed().host();
            case UNPIN -> task.host = order.before.host();
            case WAIT -> task.notBefore = order.now.plus(order.rules.waitAfter(Math.max(task.counted(), task.lost)));
            case NOT_COUNTED -> task.uncounted++;
            case LOSS -> task.lost++;
            case FRESH_ATTEMPTS -> {
                task.uncounted = task.attempt;
                task.lost = 0;
                task.notBefore = order.now;
            }
            case TAKE_IMAGE -> {
                if (task.result instanceof TaskResult.ImageBuilt built) {
                    takeImage(built.image());
                }
            }
            case ADD_DOWNLOAD -> order.add(TaskKind.DOWNLOAD, TaskStatus.PENDING, 0, order.before.host());
            case ADD_WRITES -> addWrites();
            case OPEN_LINK -> openLink();
            case SUPERSEDE -> supersede(move.to());
            case TELL_CARD_WANTED -> tell(Effect.Kind.CARD_WANTED, "/" + task.attempt);
            case TELL_CARD_FAILED -> tell(Effect.Kind.CARD_FAILED, "");
        }
    }

    private void takeImage(ImageRef image) {
        order.image = image;
        if (order.build != null && !image.equals(order.build.reused())) {
            order.buildOwn();
        }
    }

    private void lease() {
        Event.Claimed claimed = claimed();
        if (before.kind() == TaskKind.CREATE) {
            order.buildBy(claimed.builder(), claimed.reused());
        }
        task.attempt++;
        task.slot = claimed.slot();
        task.lease = new Lease(
                claimed.leaseId(),
                claimed.tokenHash(),
                claimed.account(),
                claimed.host(),
                claimed.slot(),
                order.now,
                order.now.plus(order.rules.lease()).truncatedTo(ChronoUnit.MILLIS),
                0);
        task.progress = Progress.NONE;
        task.cards = task.cards.afresh();
    }

    private void takeBack() {
        Lease lapsed = before.cards().lapsed();
        if (lapsed == null) {
            throw new IllegalStateException("no lease to go on with on " + task.id);
        }
        task.lease = lapsed;
        task.slot = lapsed.slot();
        task.uncounted--;
        task.lost--;
        task.cards = task.cards.withLapsed(null);
    }

    private Event.Claimed claimed() {
        Event.Claimed claimed = claim;
        if (claimed == null) {
            throw new IllegalStateException("a lease without a claim on " + task.id);
        }
        return claimed;
    }

    private void addWrites() {
        for (int card = 1; card <= order.before.quantity(); card++) {
            order.add(TaskKind.WRITE, TaskStatus.PENDING, card, task.host);
        }
    }

    private void openLink() {
        String secret = freshSecret;
        if (secret == null) {
            throw new IllegalStateException("a link without a secret on " + task.id);
        }
        order.link = new Order.Link(secret, order.now.plus(order.before.linkDays(), ChronoUnit.DAYS));
    }

    /** The new task does what the old one failed to do, on the host where the image is. */
    private void supersede(TaskStatus first) {
        task.superseded = true;
        boolean anywhere = first == TaskStatus.PENDING && before.kind() != TaskKind.WRITE;
        String ordered = before.kind() == TaskKind.DOWNLOAD ? order.before.host() : null;
        order.add(before.kind(), first, before.card(), anywhere ? ordered : before.host());
    }

    private void tell(Effect.Kind kind, String occasion) {
        TaskId about = task.id;
        order.owe(kind, about.toString(), about + "/" + kind.name().toLowerCase(Locale.ROOT) + occasion);
    }
}
