package org.cardpress.scheduler.lifecycle;

import static org.cardpress.protocol.task.TaskKind.CREATE;
import static org.cardpress.protocol.task.TaskKind.DOWNLOAD;
import static org.cardpress.protocol.task.TaskKind.WRITE;
import static org.cardpress.protocol.task.TaskStatus.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;

/**
 * The table of moves of tasks, as data. The first row that fits is the one that counts; where none fits, nothing moves. {@link
 * LifecyclePage} shows it to people, {@link Lifecycle} acts on it.
 */
final class Moves {
    private static final Set<TaskStatus> REMOVING = EnumSet.of(PENDING_IMAGE_REMOVAL);

    /** Words of a worker at work, in the order it goes through them. */
    private static final List<TaskStatus> CREATING = List.of(RECEIVED, BUILDING, BUILT, UPLOADING);

    private static final List<TaskStatus> FETCHING = List.of(RECEIVED, DOWNLOADING, DOWNLOADED);
    private static final List<TaskStatus> CARD_WORK =
            List.of(RECEIVED, WAITING_FOR_CARD, CARD_INSERTED, WIPING_SDCARD, CARD_WIPED, WRITING, VERIFYING);

    static final List<Move> TABLE = table();

    private Moves() {}

    static Optional<Move> find(Cause cause, When.Situation at, TaskStatus said) {
        return TABLE.stream().filter(move -> move.fits(cause, at, said)).findFirst();
    }

    /** The words that a worker may report for a task of this kind, in the order of work. */
    static List<TaskStatus> reportable(TaskKind kind) {
        return switch (kind) {
            case CREATE -> CREATING;
            case DOWNLOAD -> FETCHING;
            case WRITE -> CARD_WORK;
        };
    }

    private static List<Move> table() {
        Rows rows = new Rows();
        create(rows);
        download(rows);
        write(rows);
        return Collections.unmodifiableList(rows.all);
    }

    private static void create(Rows rows) {
        rows.of(CREATE);
        rows.add(EnumSet.of(PENDING), Cause.CLAIMED, When.ALWAYS, RECEIVED, Then.LEASE);
        rows.add(EnumSet.of(PENDING), Cause.ORDER_CANCELED, When.ALWAYS, CANCELED);
        rows.reports(CREATING);
        Set<TaskStatus> work = EnumSet.copyOf(CREATING);
        rows.add(work, Cause.SUCCEEDED, When.CANCELED, CANCELED, Then.TAKE_IMAGE);
        rows.add(work, Cause.SUCCEEDED, When.CARDS, UPLOADED, Then.TAKE_IMAGE, Then.ADD_DOWNLOAD);
        rows.add(work, Cause.SUCCEEDED, When.NO_CARDS, UPLOADED_PUBLIC, Then.TAKE_IMAGE, Then.OPEN_LINK);
        rows.canceledAtEnd(work, Cause.FAILED, Cause.STOPPED, Cause.GIVEN_BACK, Cause.LEASE_EXPIRED);
        rows.againOrFinally(work, List.of(), List.of(FAILED_TO_BUILD, FAILED_TO_UPLOAD, FAILED));
        rows.retried(EnumSet.of(FAILED_TO_BUILD, FAILED_TO_UPLOAD, FAILED, TIMEDOUT), PENDING);
    }

    private static void download(Rows rows) {
        rows.of(DOWNLOAD);
        rows.add(EnumSet.of(PENDING), Cause.CLAIMED, When.ALWAYS, RECEIVED, Then.LEASE, Then.PIN);
        rows.add(
                EnumSet.of(PENDING), Cause.ORDER_CANCELED, When.ON_A_SHELF, PENDING_IMAGE_REMOVAL, Then.FRESH_ATTEMPTS);
        rows.add(EnumSet.of(PENDING), Cause.ORDER_CANCELED, When.ALWAYS, CANCELED);
        rows.reports(FETCHING);
        Set<TaskStatus> work = EnumSet.copyOf(FETCHING);
        for (Cause leftOnShelf : List.of(Cause.SUCCEEDED, Cause.FAILED, Cause.GIVEN_BACK, Cause.LEASE_EXPIRED)) {
            rows.add(work, leftOnShelf, When.CANCELED, PENDING_IMAGE_REMOVAL, Then.FRESH_ATTEMPTS);
        }
        rows.add(work, Cause.SUCCEEDED, When.ALWAYS, PENDING_END_OF_WRITES, Then.ADD_WRITES);
        rows.canceledAtEnd(work, Cause.STOPPED);
        rows.againOrFinally(work, List.of(Then.UNPIN), List.of(FAILED_TO_DOWNLOAD, FAILED));
        rows.add(
                EnumSet.of(PENDING_END_OF_WRITES),
                Cause.WRITES_ENDED,
                When.ALWAYS,
                PENDING_IMAGE_REMOVAL,
                Then.FRESH_ATTEMPTS);
        removal(rows);
        rows.retried(EnumSet.of(FAILED_TO_DOWNLOAD, FAILED, TIMEDOUT), PENDING);
        rows.retried(EnumSet.of(DOWNLOADED_FAILED_TO_REMOVE), PENDING_IMAGE_REMOVAL);
    }

    /** The word stays while a worker removes, so that the task is known as a removal whatever happens to the lease. */
    private static void removal(Rows rows) {
        rows.add(REMOVING, Cause.CLAIMED, When.ALWAYS, PENDING_IMAGE_REMOVAL, Then.LEASE);
        rows.add(REMOVING, Cause.SUCCEEDED, When.ALWAYS, DOWNLOADED_AND_REMOVED);
        rows.add(REMOVING, Cause.FAILED, When.AGAIN, PENDING_IMAGE_REMOVAL, Then.WAIT);
        rows.add(REMOVING, Cause.FAILED, When.ALWAYS, DOWNLOADED_FAILED_TO_REMOVE);
        for (Cause kindly : List.of(Cause.GIVEN_BACK, Cause.STOPPED)) {
            rows.add(REMOVING, kindly, When.ALWAYS, PENDING_IMAGE_REMOVAL, Then.NOT_COUNTED);
        }
        rows.add(
                REMOVING,
                Cause.LEASE_EXPIRED,
                When.LOSSES_LEFT,
                PENDING_IMAGE_REMOVAL,
                Then.NOT_COUNTED,
                Then.LOSS,
                Then.WAIT);
        rows.add(REMOVING, Cause.LEASE_EXPIRED, When.ALWAYS, DOWNLOADED_FAILED_TO_REMOVE, Then.NOT_COUNTED, Then.LOSS);
    }

    private static void write(Rows rows) {
        rows.of(WRITE);
        rows.add(EnumSet.of(PENDING), Cause.CLAIMED, When.ALWAYS, RECEIVED, Then.LEASE);
        rows.add(EnumSet.of(PENDING), Cause.RETURNED, When.ALWAYS, RECEIVED, Then.TAKE_BACK);
        rows.add(EnumSet.of(PENDING), Cause.ORDER_CANCELED, When.ALWAYS, CANCELED);
        rows.reports(CARD_WORK);
        Set<TaskStatus> work = EnumSet.copyOf(CARD_WORK);
        rows.add(work, Cause.SUCCEEDED, When.CANCELED, CANCELED);
        rows.add(work, Cause.SUCCEEDED, When.ALWAYS, WRITTEN);
        rows.canceledAtEnd(work, Cause.FAILED, Cause.STOPPED, Cause.GIVEN_BACK, Cause.LEASE_EXPIRED);
        rows.againOrFinally(work, List.of(), List.of(FAILED_TO_INSERT, FAILED_TO_WIPE, FAILED_TO_WRITE, FAILED));
        rows.retried(EnumSet.of(FAILED_TO_INSERT, FAILED_TO_WIPE, FAILED_TO_WRITE, FAILED, TIMEDOUT), PENDING);
    }

    /** Collects rows of one kind after the other. */
    private static final class Rows {
        private final List<Move> all = new ArrayList<>();
        private TaskKind kind = CREATE;

        void of(TaskKind next) {
            kind = next;
        }

        void add(Set<TaskStatus> from, Cause on, When when, TaskStatus to, Then... then) {
            all.add(new Move(kind, from, on, when, to, false, List.of(then)));
        }

        private void said(Set<TaskStatus> from, Cause on, When when, TaskStatus to, List<Then> then) {
            all.add(new Move(kind, from, on, when, to, true, then));
        }

        /** A worker may skip words but never goes back. */
        void reports(List<TaskStatus> words) {
            for (int to = 1; to < words.size(); to++) {
                List<Then> then = words.get(to) == WAITING_FOR_CARD ? List.of(Then.TELL_CARD_WANTED) : List.of();
                said(EnumSet.copyOf(words.subList(0, to)), Cause.REPORTED, When.ALWAYS, words.get(to), then);
            }
        }

        /** However a worker ends once the order is canceled, the task does not revive. */
        void canceledAtEnd(Set<TaskStatus> work, Cause... ends) {
            for (Cause end : ends) {
                add(work, end, When.CANCELED, CANCELED);
            }
        }

        void againOrFinally(Set<TaskStatus> work, List<Then> whenBad, List<TaskStatus> failures) {
            List<Then> finallyThen = kind == WRITE ? List.of(Then.TELL_CARD_FAILED) : List.of();
            all.add(new Move(kind, work, Cause.FAILED, When.AGAIN, PENDING, false, and(whenBad, Then.WAIT)));
            failures.forEach(failure -> said(work, Cause.FAILED, When.ALWAYS, failure, finallyThen));
            add(work, Cause.GIVEN_BACK, When.ALWAYS, PENDING, Then.NOT_COUNTED);
            add(work, Cause.STOPPED, When.ALWAYS, PENDING, Then.NOT_COUNTED);
            List<Then> loss = and(whenBad, Then.NOT_COUNTED, Then.LOSS, Then.WAIT);
            all.add(new Move(kind, work, Cause.LEASE_EXPIRED, When.LOSSES_LEFT, PENDING, false, loss));
            List<Then> lastLoss = new ArrayList<>(List.of(Then.NOT_COUNTED, Then.LOSS));
            lastLoss.addAll(finallyThen);
            all.add(new Move(kind, work, Cause.LEASE_EXPIRED, When.ALWAYS, TIMEDOUT, false, lastLoss));
        }

        void retried(Set<TaskStatus> from, TaskStatus to) {
            add(from, Cause.RETRIED, When.ALWAYS, to, Then.SUPERSEDE);
        }

        private static List<Then> and(List<Then> first, Then... others) {
            List<Then> joined = new ArrayList<>(first);
            joined.addAll(List.of(others));
            return joined;
        }
    }
}
