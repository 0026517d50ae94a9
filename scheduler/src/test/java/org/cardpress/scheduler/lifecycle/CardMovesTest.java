package org.cardpress.scheduler.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.cardpress.protocol.task.TaskKind.WRITE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.CardReport.Verdict;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.protocol.worker.Finish.Outcome;
import org.cardpress.scheduler.record.TaskCards;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the life of a card adds to that of its task: its record, a worker that comes back, a person's yes. */
class CardMovesTest {
    private static final CardQuestion QUESTION = new CardQuestion("q1", "Card in slot S1 carries a FAT file system.");
    private final Line line = Line.cards(1).upToWrites().claim(WRITE, 1);
    private final Proof proof = line.proof(WRITE, 1);

    @Test
    void everyCardThatCameToAVerdictIsKeptWithItsTask() {
        end(Outcome.FAILED, Verdict.FAILED);
        line.turn(Duration.ofMinutes(1)).claim(WRITE, 1);
        end(Outcome.SUCCEEDED, Verdict.VERIFIED);

        assertThat(line.task(WRITE, 1).cards().used())
                .extracting(TaskCards.Used::attempt, card -> card.report().verdict(), TaskCards.Used::host)
                .containsExactly(tuple(1, Verdict.FAILED, "press"), tuple(2, Verdict.VERIFIED, "press"));
    }

    @Test
    void aTaskKeepsTheLastTwentyCardsAndNoLongTexts() {
        TaskCards cards = TaskCards.NONE;
        for (int i = 1; i <= 25; i++) {
            cards = cards.and(new TaskCards.Used(i, "press", null, report(Verdict.FAILED, "x")));
        }
        assertThat(cards.used())
                .hasSize(20)
                .first()
                .extracting(TaskCards.Used::attempt)
                .isEqualTo(6);

        line.apply(finished(proof, Outcome.FAILED, report(Verdict.FAILED, "x".repeat(100_000))));

        assertThat(line.task(WRITE, 1).cards().used().get(0).report().model()).hasSize(200);
    }

    @Test
    void aWorkerWhoseLeaseRanOutMayStillDeliverItsCardWhileNobodyElseHasTheTask() {
        expire();
        assertThat(line.task(WRITE, 1).status()).isEqualTo(TaskStatus.PENDING);

        line.turn(Duration.ofHours(9)).apply(finished(proof, Outcome.SUCCEEDED, report(Verdict.VERIFIED, "x")));

        assertThat(line.order.status()).isEqualTo(OrderStatus.PENDING_SHIPMENT);
        assertThat(line.task(WRITE, 1).cards().used()).hasSize(1);
        assertThat(line.task(WRITE, 1).lost()).isZero();
    }

    @Test
    void aWorkerWhoseLeaseRanOutGoesOnWithItsCard() {
        expire();

        line.turn(Duration.ofMinutes(10)).apply(renewed(null));

        assertThat(line.last).isInstanceOf(Change.Moved.class);
        assertThat(line.task(WRITE, 1).status()).isEqualTo(TaskStatus.WRITING);
        assertThat(line.task(WRITE, 1).attempt()).isEqualTo(1);
        assertThat(line.task(WRITE, 1).counted()).isEqualTo(1);
        line.apply(finished(proof, Outcome.SUCCEEDED, report(Verdict.VERIFIED, "x")));
        assertThat(line.task(WRITE, 1).status()).isEqualTo(TaskStatus.WRITTEN);
    }

    @Test
    void aWorkerThatComesBackAfterSomebodyElseTookTheTaskHasLostIt() {
        expire();
        line.turn(Duration.ofMinutes(10)).claim(WRITE, 1);

        line.apply(renewed(null));
        assertRefused(ErrorCode.LEASE_LOST);
        line.apply(finished(proof, Outcome.SUCCEEDED, report(Verdict.VERIFIED, "x")));
        assertRefused(ErrorCode.LEASE_LOST);
    }

    @Test
    void aWorkerThatComesBackToACanceledOrderIsToldThatItIsOver() {
        expire();
        line.apply(new Event.CancelAsked("ada"));

        line.apply(renewed(null));

        assertRefused(ErrorCode.GONE);
    }

    @Test
    void nobodyElseComesBackInItsPlace() {
        expire();

        line.apply(finished(new Proof("press", "other"), Outcome.SUCCEEDED, report(Verdict.VERIFIED, "x")));

        assertRefused(ErrorCode.LEASE_LOST);
        assertThat(line.task(WRITE, 1).status()).isEqualTo(TaskStatus.PENDING);
    }

    @Test
    void aYesAnswersTheQuestionThatStandsAndIsKeptWithTheCard() {
        line.apply(new Event.ConfirmAsked(line.id(WRITE, 1), "q1", "anna"));
        assertRefused(ErrorCode.CONFLICT);
        line.apply(renewed(QUESTION));
        line.apply(new Event.ConfirmAsked(line.id(WRITE, 1), "q0", "anna"));
        assertRefused(ErrorCode.CONFLICT);

        line.apply(new Event.ConfirmAsked(line.id(WRITE, 1), "q1", "anna"));

        assertThat(line.order.history().get(line.order.history().size() - 1).what())
                .isEqualTo("confirmed: " + QUESTION.text());
        line.apply(finished(proof, Outcome.SUCCEEDED, report(Verdict.VERIFIED, "x")));
        assertThat(line.task(WRITE, 1).cards().used().get(0).operator()).isEqualTo("anna");
    }

    @Test
    void aYesDoesNotHoldForTheNextQuestion() {
        line.apply(renewed(QUESTION)).apply(new Event.ConfirmAsked(line.id(WRITE, 1), "q1", "anna"));

        line.apply(new Event.Renewed(
                line.id(WRITE, 1),
                proof,
                2,
                TaskStatus.WAITING_FOR_CARD,
                Progress.NONE,
                "S1",
                new CardQuestion("q2", "another card")));

        assertThat(line.task(WRITE, 1).cards().confirmed()).isNull();
    }

    private void expire() {
        line.turn(Duration.ofSeconds(90)).apply(new Event.LeaseExpired(line.id(WRITE, 1), leaseId()));
    }

    private String leaseId() {
        return Objects.requireNonNull(line.task(WRITE, 1).lease()).id();
    }

    private void end(Outcome outcome, Verdict verdict) {
        line.apply(finished(line.proof(WRITE, 1), outcome, report(verdict, "x")));
    }

    private Event.Renewed renewed(@Nullable CardQuestion question) {
        TaskStatus status = question == null ? TaskStatus.WRITING : TaskStatus.WAITING_FOR_CARD;
        return new Event.Renewed(line.id(WRITE, 1), proof, 1, status, Progress.NONE, "S1", question);
    }

    private Event.Finished finished(Proof by, Outcome outcome, CardReport card) {
        Event.Finished plain = line.finished(WRITE, 1, by, outcome, true);
        return new Event.Finished(
                plain.task(),
                by,
                outcome,
                null,
                outcome == Outcome.FAILED ? new TaskError("card.media_error", "bad", true) : null,
                plain.result(),
                List.of(),
                "secret",
                card);
    }

    private static CardReport report(Verdict verdict, String model) {
        return new CardReport(
                verdict,
                "cc",
                "S1",
                1000,
                "ACME",
                model,
                null,
                null,
                null,
                50,
                50,
                1,
                1,
                0,
                0,
                9,
                null,
                null,
                Instant.EPOCH);
    }

    private void assertRefused(ErrorCode code) {
        assertThat(line.last).isInstanceOfSatisfying(Change.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo(code));
    }
}
