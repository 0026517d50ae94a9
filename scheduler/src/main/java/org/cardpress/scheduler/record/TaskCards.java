package org.cardpress.scheduler.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.worker.CardQuestion;
import org.jspecify.annotations.Nullable;

/**
 * What a write task knows of cards.
 *
 * @param used the cards that came to a verdict, oldest first; of more than {@link #MOST} the last
 * @param lapsed the lease that ran out last, as long as nobody has claimed the task since: its worker may come back
 * @param question what the slot asks a person now
 * @param confirmed the last yes of a person
 */
public record TaskCards(
        List<Used> used,
        @Nullable Lease lapsed,
        @Nullable CardQuestion question,
        @Nullable Confirmed confirmed) {
    public static final int MOST = 20;
    public static final TaskCards NONE = new TaskCards(List.of(), null, null, null);

    public TaskCards {
        used = List.copyOf(used);
    }

    /** With one more card. */
    public TaskCards and(Used card) {
        List<Used> more = new ArrayList<>(used);
        more.add(card);
        return new TaskCards(more.subList(Math.max(0, more.size() - MOST), more.size()), lapsed, question, confirmed);
    }

    public TaskCards withLapsed(@Nullable Lease lease) {
        return new TaskCards(used, lease, null, confirmed);
    }

    /** Another question leaves no yes to the one before. */
    public TaskCards asking(@Nullable CardQuestion next) {
        boolean same = next == null || confirmed == null || confirmed.question().equals(next.id());
        return new TaskCards(used, lapsed, next, same ? confirmed : null);
    }

    public TaskCards with(Confirmed yes) {
        return new TaskCards(used, lapsed, question, yes);
    }

    /** Somebody begins anew: only what became of cards is kept. */
    public TaskCards afresh() {
        return new TaskCards(used, null, null, null);
    }

    /**
     * One card that came to a verdict.
     *
     * @param operator who confirmed that it may be overwritten
     */
    public record Used(int attempt, String host, @Nullable String operator, CardReport report) {}

    /** A person said yes to a question. */
    public record Confirmed(String question, String by, Instant at) {}
}
