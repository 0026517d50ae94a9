package org.cardpress.scheduler.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardpress.scheduler.queue.Samples.CREW;
import static org.cardpress.scheduler.queue.Samples.NOW;
import static org.cardpress.scheduler.queue.Samples.PACES;
import static org.cardpress.scheduler.queue.Samples.cards;
import static org.cardpress.scheduler.queue.Samples.id;
import static org.cardpress.scheduler.queue.Samples.in;
import static org.cardpress.scheduler.queue.Samples.link;
import static org.cardpress.scheduler.queue.Samples.running;
import static org.cardpress.scheduler.queue.Samples.step;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.cardpress.protocol.order.Eta;
import org.cardpress.protocol.order.Eta.Unknown;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.scheduler.queue.Step.Phase;
import org.cardpress.scheduler.record.TaskId;
import org.junit.jupiter.api.Test;

/** 10 minutes an image, 5 a download, 20 a card; one creator, one machine with two slots. */
class ForecastTest {
    private static final Step TO_CREATE = step(TaskKind.CREATE, Phase.WAITING, null);
    private static final Step CREATED = step(TaskKind.CREATE, Phase.DONE, null);
    private static final Step SHELVED = step(TaskKind.DOWNLOAD, Phase.DONE, "desk");
    private static final Step TO_WRITE = step(TaskKind.WRITE, Phase.WAITING, "desk");

    private static Eta eta(int number, Paces paces, Crew crew, Ahead... orders) {
        return Objects.requireNonNull(
                Forecast.of(List.of(orders), crew, paces, NOW).get(id(number)));
    }

    private static Eta eta(int number, Ahead... orders) {
        return eta(number, PACES, CREW, orders);
    }

    private static Eta at(Instant at, boolean cards) {
        return new Eta(at, cards, null);
    }

    @Test
    void aLinkIsDoneOnceItsImageIsBuilt() {
        assertThat(eta(1, link(1, 0, TO_CREATE))).isEqualTo(at(in(10), false));
    }

    @Test
    void cardsAreCreatedFetchedAndWrittenTwoAtATime() {
        assertThat(eta(1, cards(1, 2, TO_CREATE))).isEqualTo(at(in(10 + 5 + 20), true));
        assertThat(eta(1, cards(1, 3, TO_CREATE))).isEqualTo(at(in(10 + 5 + 20 + 20), true));
    }

    @Test
    void whoHasPriorityGoesFirstAndThenWhoIsOlder() {
        Ahead[] orders = {link(1, 0, TO_CREATE), link(2, 0, TO_CREATE), link(3, 5, TO_CREATE)};
        assertThat(eta(3, orders).at()).isEqualTo(in(10));
        assertThat(eta(1, orders).at()).isEqualTo(in(20));
        assertThat(eta(2, orders).at()).isEqualTo(in(30));
    }

    @Test
    void cardsThatCanBeWrittenNowDoNotWaitForAnImageThatIsStillBuilt() {
        Ahead older = cards(1, 2, TO_CREATE);
        Ahead younger = cards(2, 1, CREATED, SHELVED, TO_WRITE);
        assertThat(eta(2, older, younger).at()).isEqualTo(in(20));
        // One slot is free at 20, by then the image is there since 15.
        assertThat(eta(1, older, younger).at()).isEqualTo(in(40));
    }

    @Test
    void whatRunsIsExpectedToTakeAsLongAsUsual() {
        assertThat(eta(1, link(1, 0, running(TaskKind.CREATE, "c1", 7))).at()).isEqualTo(in(3));
        assertThat(eta(2, link(1, 0, running(TaskKind.CREATE, "c1", 7)), link(2, 0, TO_CREATE))
                        .at())
                .isEqualTo(in(13));
    }

    @Test
    void theLastStatusOfATaskTellsItsOwnEnd() {
        Progress half = new Progress(600, 1200, 5, null);
        Step verifying = new Step(TaskKind.WRITE, Phase.RUNNING, "desk", NOW.minusSeconds(9999), NOW, half, true);
        assertThat(eta(1, cards(1, 1, CREATED, SHELVED, verifying))).isEqualTo(at(in(2), false));
        assertThat(eta(1, Paces.NONE, CREW, cards(1, 1, CREATED, SHELVED, verifying)))
                .as("without any measure")
                .isEqualTo(at(in(2), false));
    }

    @Test
    void whatTakesLongerThanUsualIsNotGuessedAtNorWhatWaitsBehindIt() {
        Ahead slow = link(1, 0, running(TaskKind.CREATE, "c1", 11));
        assertThat(eta(1, slow)).isEqualTo(Eta.unknown(Unknown.OVERDUE));
        assertThat(eta(2, slow, link(2, 0, TO_CREATE))).isEqualTo(Eta.unknown(Unknown.OVERDUE));
        Crew two = new Crew(2, Set.of(), Map.of());
        assertThat(eta(2, PACES, two, slow, link(2, 0, TO_CREATE)).at())
                .as("another creator is free")
                .isEqualTo(in(10));
    }

    @Test
    void nothingIsToldBeforeAnythingWasMeasured() {
        assertThat(eta(1, Paces.NONE, CREW, link(1, 0, TO_CREATE))).isEqualTo(Eta.unknown(Unknown.UNMEASURED));
        Paces noCard = new Paces(Map.of(TaskKind.CREATE, Samples.pace(10), TaskKind.DOWNLOAD, Samples.pace(5)));
        assertThat(eta(1, noCard, CREW, cards(1, 1, TO_CREATE))).isEqualTo(Eta.unknown(Unknown.UNMEASURED));
        assertThat(eta(1, noCard, CREW, link(1, 0, TO_CREATE)).at()).isEqualTo(in(10));
    }

    @Test
    void whereNobodyCanWorkNothingIsTold() {
        Crew nobody = new Crew(0, Set.of(), Map.of());
        assertThat(eta(1, PACES, nobody, link(1, 0, TO_CREATE))).isEqualTo(Eta.unknown(Unknown.NO_WORKER));
        Crew noSlot = new Crew(1, Set.of("desk"), Map.of("desk", 0));
        assertThat(eta(1, PACES, noSlot, cards(1, 1, TO_CREATE))).isEqualTo(Eta.unknown(Unknown.NO_WORKER));
        Ahead bound = cards(1, 1, CREATED, SHELVED, step(TaskKind.WRITE, Phase.WAITING, "attic"));
        assertThat(eta(1, bound)).isEqualTo(Eta.unknown(Unknown.NO_WORKER));
    }

    @Test
    void aTaskThatFailedForGoodWaitsForAPerson() {
        Ahead order = cards(1, 2, CREATED, SHELVED, TO_WRITE, step(TaskKind.WRITE, Phase.FAILED, "desk"));
        assertThat(eta(1, order)).isEqualTo(Eta.unknown(Unknown.PERSON));
    }

    @Test
    void aCardThatIsAskedForIsReckonedFromNow() {
        Step wanted = new Step(
                TaskKind.WRITE, Phase.CARD_WANTED, "desk", NOW.minusSeconds(86_400), NOW, Progress.NONE, false);
        assertThat(eta(1, cards(1, 1, CREATED, SHELVED, wanted))).isEqualTo(at(in(20), true));
    }

    @Test
    void aTaskThatMayBeginLaterBeginsLater() {
        Step later = new Step(TaskKind.CREATE, Phase.WAITING, null, NOW, in(30), Progress.NONE, false);
        assertThat(eta(1, link(1, 0, later)).at()).isEqualTo(in(40));
    }

    @Test
    void theUsualTimeIsTheMedianByBytesWhereTheyAreKnown() {
        Paces paces = Paces.of(List.of(
                new Measure(measured(1), TaskKind.WRITE, NOW, 1_000, 100),
                new Measure(measured(2), TaskKind.WRITE, NOW, 3_000, 100),
                new Measure(measured(3), TaskKind.WRITE, NOW, 60_000, 200)));
        assertThat(paces.expected(TaskKind.WRITE, 1_000))
                .hasValueSatisfying(each -> assertThat(each.toMillis()).isEqualTo(30_000));
        assertThat(paces.expected(TaskKind.WRITE, 0))
                .hasValueSatisfying(each -> assertThat(each.toMillis()).isEqualTo(3_000));
        assertThat(paces.expected(TaskKind.CREATE, 0)).isEmpty();
    }

    private static TaskId measured(int number) {
        return new TaskId(id(1), TaskKind.WRITE, number);
    }
}
