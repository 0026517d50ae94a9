package org.cardpress.scheduler.lifecycle;

import java.time.Instant;
import java.util.List;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.protocol.worker.Finish.Outcome;
import org.cardpress.scheduler.record.TaskId;
import org.jspecify.annotations.Nullable;

/** Everything that can happen to an order. Whatever is random or secret comes in with the event, made outside. */
public sealed interface Event {
    /**
     * A worker takes a task.
     *
     * @param builder program and version, where the task makes an image
     * @param reused image of another order that will do instead, if the worker finds it in the warehouse; null for none
     */
    record Claimed(
            TaskId task,
            String leaseId,
            String tokenHash,
            String account,
            String host,
            @Nullable String slot,
            @Nullable String builder,
            @Nullable ImageRef reused)
            implements Event {
        /** A worker takes a task that makes no image. */
        public Claimed(
                TaskId task, String leaseId, String tokenHash, String account, String host, @Nullable String slot) {
            this(task, leaseId, tokenHash, account, host, slot, null, null);
        }
    }

    /** A worker lives, and says where it stands. */
    record Renewed(
            TaskId task,
            Proof proof,
            long seq,
            TaskStatus status,
            Progress progress,
            @Nullable String slot,
            @Nullable CardQuestion question)
            implements Event {
        /** Without a question. */
        public Renewed(
                TaskId task, Proof proof, long seq, TaskStatus status, Progress progress, @Nullable String slot) {
            this(task, proof, seq, status, progress, slot, null);
        }
    }

    /**
     * A worker ends its lease.
     *
     * @param freshSecret for a public link, should this open one
     * @param card what became of the card that was used
     */
    record Finished(
            TaskId task,
            Proof proof,
            Outcome outcome,
            @Nullable TaskStatus failedStatus,
            @Nullable TaskError error,
            @Nullable TaskResult result,
            List<String> warnings,
            String freshSecret,
            @Nullable CardReport card)
            implements Event {
        public Finished {
            warnings = List.copyOf(warnings);
        }

        /** Without a card. */
        public Finished(
                TaskId task,
                Proof proof,
                Outcome outcome,
                @Nullable TaskStatus failedStatus,
                @Nullable TaskError error,
                @Nullable TaskResult result,
                List<String> warnings,
                String freshSecret) {
            this(task, proof, outcome, failedStatus, error, result, warnings, freshSecret, null);
        }

        /** Without the secret. */
        @Override
        public String toString() {
            return "Finished[" + task + " " + outcome + "]";
        }
    }

    /** A lease was not renewed in time. */
    record LeaseExpired(TaskId task, String leaseId) implements Event {}

    /** A person says that the card which a slot asks about may be overwritten. */
    record ConfirmAsked(TaskId task, String question, String by) implements Event {}

    /** A person stops the order. */
    record CancelAsked(String by) implements Event {}

    /**
     * A person wants what failed to be done again.
     *
     * @param task null for everything that failed
     */
    record RetryAsked(@Nullable TaskId task, String by) implements Event {}

    /** The cards left the house. */
    record ShipAsked(String details, String by) implements Event {
        /** Without the details: they may be personal. */
        @Override
        public String toString() {
            return "ShipAsked[" + by + "]";
        }
    }

    /** Somebody made a link for people without an account. */
    record LinkMade(GuestAct act, Instant until, String by) implements Event {}

    /** All links made so far are to end. */
    record LinksWithdrawn(String by) implements Event {}

    /** Somebody with a link says that the cards arrived. */
    record ArrivalTold(String note, String by) implements Event {
        /** Without the note: it may be personal. */
        @Override
        public String toString() {
            return "ArrivalTold[" + by + "]";
        }
    }

    /** Personal data is to be erased. */
    record AnonymiseAsked(String by) implements Event {}

    /** The time of a public link may have come. */
    record LinkDue() implements Event {}

    /** The warehouse holds nothing of this order any more. */
    record ImageRemoved(String by) implements Event {}

    /** What was owed under this key is done. */
    record EffectDone(String key) implements Event {}
}
