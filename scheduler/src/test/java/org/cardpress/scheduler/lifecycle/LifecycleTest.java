package org.cardpress.scheduler.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardpress.protocol.task.TaskKind.CREATE;
import static org.cardpress.protocol.task.TaskKind.DOWNLOAD;
import static org.cardpress.protocol.task.TaskKind.WRITE;

import java.time.Duration;
import java.util.List;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Finish.Outcome;
import org.cardpress.scheduler.record.Effect;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.store.OpenTask;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final Duration LONG = Duration.ofMinutes(11);

    @Test
    void anOrderForCardsPassesEveryStation() {
        Line line = Line.cards(2);
        assertThat(line.order.status()).isEqualTo(OrderStatus.CREATED);
        assertThat(line.claim(CREATE, 1).order.status()).isEqualTo(OrderStatus.CREATING);
        line.finish(CREATE, 1, Outcome.SUCCEEDED, true);
        assertThat(line.order.status()).isEqualTo(OrderStatus.PENDING_WRITER);
        assertThat(line.claim(DOWNLOAD, 1).order.status()).isEqualTo(OrderStatus.DOWNLOADING);
        line.finish(DOWNLOAD, 1, Outcome.SUCCEEDED, true);
        assertThat(line.order.status()).isEqualTo(OrderStatus.WRITING);
        assertThat(line.task(DOWNLOAD, 1).status()).isEqualTo(TaskStatus.PENDING_END_OF_WRITES);
        line.succeed(WRITE, 1);
        assertThat(line.order.status()).isEqualTo(OrderStatus.WRITING);
        line.succeed(WRITE, 2);
        assertThat(line.order.status()).isEqualTo(OrderStatus.PENDING_SHIPMENT);
        assertThat(line.task(DOWNLOAD, 1).status()).isEqualTo(TaskStatus.PENDING_IMAGE_REMOVAL);
        line.succeed(DOWNLOAD, 1);
        assertThat(line.task(DOWNLOAD, 1).status()).isEqualTo(TaskStatus.DOWNLOADED_AND_REMOVED);
        line.apply(new Event.ShipAsked("tracking 1", "ada"));
        assertThat(line.order.status()).isEqualTo(OrderStatus.SHIPPED);
        assertThat(line.effects)
                .extracting(Effect::kind)
                .containsExactly(Effect.Kind.READY_TO_SHIP, Effect.Kind.SHIPPED);
    }

    @Test
    void aLinkOpensAndExpires() {
        Line line = Line.link().succeed(CREATE, 1);
        assertThat(line.order.status()).isEqualTo(OrderStatus.PENDING_EXPIRY);
        assertThat(line.order.link()).isEqualTo(new Order.Link("secret", line.now.plus(Duration.ofDays(14))));
        assertThat(line.turn(Duration.ofDays(14).minusMillis(1)).apply(new Event.LinkDue()).last)
                .isInstanceOf(Change.Unchanged.class);
        assertThat(line.turn(Duration.ofMillis(1))
                        .apply(new Event.LinkDue())
                        .order
                        .status())
                .isEqualTo(OrderStatus.EXPIRED);
        assertThat(ImageRemoval.mayGo(line.order)).isTrue();
        assertThat(line.effects)
                .extracting(Effect::kind)
                .containsExactly(Effect.Kind.LINK_READY, Effect.Kind.LINK_EXPIRED);
    }

    @Test
    void aWrongTokenChangesNothing() {
        Line line = Line.cards(1).claim(CREATE, 1);
        for (Proof wrong : List.of(new Proof("press", "hash2"), new Proof("other", "hash1"))) {
            assertThat(line.apply(new Event.Renewed(
                                    line.id(CREATE, 1), wrong, 1, TaskStatus.BUILDING, Progress.NONE, null))
                            .last)
                    .isInstanceOfSatisfying(Change.Refused.class, refused -> assertThat(refused.code())
                            .isEqualTo(ErrorCode.LEASE_LOST));
            assertThat(line.apply(line.finished(CREATE, 1, wrong, Outcome.SUCCEEDED, true)).last)
                    .isInstanceOf(Change.Refused.class);
        }
        assertThat(line.task(CREATE, 1).status()).isEqualTo(TaskStatus.RECEIVED);
    }

    @Test
    void aLostLeaseCannotFinishATask() {
        Line line = Line.cards(1).claim(CREATE, 1);
        Proof lost = line.proof(CREATE, 1);
        line.turn(Duration.ofSeconds(90)).apply(new Event.LeaseExpired(line.id(CREATE, 1), "lease1"));
        assertThat(line.task(CREATE, 1).status()).isEqualTo(TaskStatus.PENDING);
        line.turn(LONG).claim(CREATE, 1);
        assertThat(line.apply(line.finished(CREATE, 1, lost, Outcome.SUCCEEDED, true)).last)
                .isInstanceOfSatisfying(Change.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.LEASE_LOST));
    }

    @Test
    void aLeaseThatWasRenewedDoesNotExpire() {
        Line line =
                Line.cards(1).claim(CREATE, 1).turn(Duration.ofSeconds(80)).report(CREATE, 1, TaskStatus.BUILDING, 1);
        line.turn(Duration.ofSeconds(80)).apply(new Event.LeaseExpired(line.id(CREATE, 1), "lease1"));
        assertThat(line.last).isInstanceOf(Change.Unchanged.class);
        assertThat(line.task(CREATE, 1).status()).isEqualTo(TaskStatus.BUILDING);
    }

    @Test
    void aWorkerThatComesBackBeforeTheReaperGoesOn() {
        Line line = Line.cards(1).claim(CREATE, 1).turn(Duration.ofHours(1)).report(CREATE, 1, TaskStatus.BUILT, 1);
        assertThat(line.task(CREATE, 1).status()).isEqualTo(TaskStatus.BUILT);
        assertThat(line.task(CREATE, 1).lease())
                .extracting(Lease::until)
                .isEqualTo(line.now.plus(Rules.DEFAULTS.lease()));
    }

    @Test
    void aStatusNeverGoesBackAndAnOlderHeartbeatOnlyRenews() {
        Line line = Line.cards(1).claim(CREATE, 1).report(CREATE, 1, TaskStatus.UPLOADING, 5);
        line.report(CREATE, 1, TaskStatus.BUILDING, 6);
        assertThat(line.task(CREATE, 1).status()).isEqualTo(TaskStatus.UPLOADING);
        Line other = Line.cards(1).claim(CREATE, 1).report(CREATE, 1, TaskStatus.BUILDING, 5);
        other.turn(Duration.ofSeconds(3)).report(CREATE, 1, TaskStatus.UPLOADING, 4);
        assertThat(other.task(CREATE, 1).status()).isEqualTo(TaskStatus.BUILDING);
        assertThat(other.task(CREATE, 1).lease())
                .isNotNull()
                .satisfies(lease -> assertThat(lease.until()).isEqualTo(other.now.plusSeconds(90)))
                .satisfies(lease -> assertThat(lease.seq()).isEqualTo(5));
    }

    @Test
    void aWorkerMayNotReportAWordThatIsNotItsOwn() {
        Line line = Line.cards(1).claim(CREATE, 1);
        for (TaskStatus wrong : List.of(TaskStatus.UPLOADED, TaskStatus.PENDING, TaskStatus.WRITING)) {
            assertThat(line.report(CREATE, 1, wrong, 1).last)
                    .isInstanceOfSatisfying(Change.Refused.class, refused -> assertThat(refused.message())
                            .contains("(expected one of received, building"));
        }
    }

    @Test
    void aRepeatedFinishIsAccepted() {
        Line line = Line.cards(1).claim(CREATE, 1);
        Event again = line.finished(CREATE, 1, line.proof(CREATE, 1), Outcome.SUCCEEDED, true);
        line.apply(again);
        long version = line.order.version();
        assertThat(line.apply(again).last).isInstanceOf(Change.Unchanged.class);
        assertThat(line.order.version()).isEqualTo(version);
    }

    @Test
    void failuresAreTriedAgainAfterLongerAndLongerPausesUntilAttemptsAreUsedUp() {
        Line line = Line.cards(1);
        line.claim(CREATE, 1).finish(CREATE, 1, Outcome.FAILED, true);
        assertThat(line.task(CREATE, 1).notBefore()).isEqualTo(line.now.plusSeconds(5));
        assertThat(line.claim(CREATE, 1).last).isInstanceOf(Change.Refused.class);
        line.turn(Duration.ofSeconds(5)).claim(CREATE, 1).finish(CREATE, 1, Outcome.FAILED, true);
        assertThat(line.task(CREATE, 1).notBefore()).isEqualTo(line.now.plusSeconds(10));
        line.turn(LONG).claim(CREATE, 1).finish(CREATE, 1, Outcome.FAILED, true);
        assertThat(line.task(CREATE, 1).status()).isEqualTo(TaskStatus.FAILED);
        assertThat(line.order.status()).isEqualTo(OrderStatus.CREATION_FAILED);
        assertThat(line.count(Effect.Kind.ORDER_FAILED)).isEqualTo(1);
    }

    @Test
    void anErrorThatIsNotRetryableFailsAtOnceWithTheWordOfTheWorker() {
        Line line = Line.cards(1).claim(CREATE, 1);
        line.apply(new Event.Finished(
                line.id(CREATE, 1),
                line.proof(CREATE, 1),
                Outcome.FAILED,
                TaskStatus.FAILED_TO_UPLOAD,
                new TaskError("x", "y", false),
                null,
                List.of(),
                "s"));
        assertThat(line.task(CREATE, 1).status()).isEqualTo(TaskStatus.FAILED_TO_UPLOAD);
    }

    @Test
    void whatIsGivenBackDoesNotCountAndMayBeClaimedAtOnce() {
        Line line = Line.cards(1);
        for (int i = 0; i < 10; i++) {
            line.claim(CREATE, 1).finish(CREATE, 1, Outcome.GIVEN_BACK, true);
        }
        assertThat(line.task(CREATE, 1).status()).isEqualTo(TaskStatus.PENDING);
        assertThat(line.task(CREATE, 1).attempt()).isEqualTo(10);
        assertThat(line.task(CREATE, 1).counted()).isZero();
        assertThat(line.claim(CREATE, 1).last).isInstanceOf(Change.Moved.class);
    }

    @Test
    void theSixthLostLeaseEndsATask() {
        Line line = Line.cards(1);
        for (int i = 1; i <= 5; i++) {
            lose(line, i);
            assertThat(line.task(CREATE, 1).status()).isEqualTo(TaskStatus.PENDING);
        }
        lose(line, 6);
        assertThat(line.task(CREATE, 1).status()).isEqualTo(TaskStatus.TIMEDOUT);
        assertThat(line.order.status()).isEqualTo(OrderStatus.FAILED);
        assertThat(line.task(CREATE, 1).error()).isNotNull();
    }

    private static void lose(Line line, int lease) {
        line.turn(LONG).claim(CREATE, 1).turn(LONG).apply(new Event.LeaseExpired(line.id(CREATE, 1), "lease" + lease));
    }

    @Test
    void oneFailedCardDoesNotFailTheOthersAndARetrySupersedesIt() {
        Line line = Line.cards(2).upToWrites();
        line.claim(WRITE, 1).claim(WRITE, 2).finish(WRITE, 1, Outcome.FAILED, false);
        assertThat(line.order.status()).isEqualTo(OrderStatus.WRITING);
        assertThat(line.count(Effect.Kind.CARD_FAILED)).isEqualTo(1);
        line.finish(WRITE, 2, Outcome.SUCCEEDED, true);
        assertThat(line.order.status()).isEqualTo(OrderStatus.WRITE_FAILED);
        assertThat(line.task(DOWNLOAD, 1).status()).isEqualTo(TaskStatus.PENDING_END_OF_WRITES);
        line.apply(new Event.RetryAsked(null, "ada"));
        assertThat(line.order.status()).isEqualTo(OrderStatus.WRITING);
        assertThat(line.task(WRITE, 1).superseded()).isTrue();
        assertThat(line.task(WRITE, 3))
                .satisfies(task -> assertThat(task.card()).isEqualTo(1))
                .satisfies(task -> assertThat(task.host()).isEqualTo("press"));
        assertThat(line.apply(new Event.RetryAsked(line.id(WRITE, 1), "ada")).last)
                .isInstanceOf(Change.Unchanged.class);
        line.succeed(WRITE, 3);
        assertThat(line.order.status()).isEqualTo(OrderStatus.PENDING_SHIPMENT);
    }

    @Test
    void anOrderMayFailAgainAfterARetryAndThatIsToldAgain() {
        Line line = Line.cards(1);
        line.claim(CREATE, 1).finish(CREATE, 1, Outcome.FAILED, false);
        line.apply(new Event.RetryAsked(null, "ada"));
        assertThat(line.order.status()).isEqualTo(OrderStatus.CREATED);
        line.claim(CREATE, 2).finish(CREATE, 2, Outcome.FAILED, false);
        assertThat(line.effects).extracting(Effect::key).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void cancelingStopsWorkersAndCleansTheShelfAfterThem() {
        Line line = Line.cards(2).upToWrites().claim(WRITE, 1);
        line.apply(new Event.CancelAsked("ada"));
        assertThat(line.order.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(line.task(WRITE, 2).status()).isEqualTo(TaskStatus.CANCELED);
        assertThat(line.task(DOWNLOAD, 1).status()).isEqualTo(TaskStatus.PENDING_END_OF_WRITES);
        line.finish(WRITE, 1, Outcome.FAILED, true);
        assertThat(line.task(WRITE, 1).status()).isEqualTo(TaskStatus.CANCELED);
        assertThat(line.task(DOWNLOAD, 1).status()).isEqualTo(TaskStatus.PENDING_IMAGE_REMOVAL);
        line.succeed(DOWNLOAD, 1);
        assertThat(line.task(DOWNLOAD, 1).status()).isEqualTo(TaskStatus.DOWNLOADED_AND_REMOVED);
        assertThat(line.order.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(line.apply(new Event.RetryAsked(null, "ada")).last).isInstanceOf(Change.Refused.class);
    }

    @Test
    void aCardWrittenAfterTheCancellationStaysCanceledAndIsTold() {
        Line line = Line.cards(1).upToWrites().claim(WRITE, 1).apply(new Event.CancelAsked("ada"));
        line.finish(WRITE, 1, Outcome.SUCCEEDED, true);
        Task write = line.task(WRITE, 1);
        assertThat(write.status()).isEqualTo(TaskStatus.CANCELED);
        assertThat(write.result()).isInstanceOf(TaskResult.CardWritten.class);
        assertThat(write.warnings()).singleElement().asString().contains("cancellation");
    }

    @Test
    void aDownloadThatArrivesAfterTheCancellationIsRemovedFromTheShelf() {
        Line line = Line.cards(1).succeed(CREATE, 1).claim(DOWNLOAD, 1).apply(new Event.CancelAsked("ada"));
        line.finish(DOWNLOAD, 1, Outcome.SUCCEEDED, true);
        assertThat(line.task(DOWNLOAD, 1).status()).isEqualTo(TaskStatus.PENDING_IMAGE_REMOVAL);
        assertThat(line.order.tasks()).noneMatch(task -> task.kind() == WRITE);
    }

    @Test
    void theWarehouseKeepsItsFilesUntilNoWorkerIsAtThem() {
        Line line = Line.cards(1).claim(CREATE, 1).apply(new Event.CancelAsked("ada"));
        assertThat(ImageRemoval.mayGo(line.order)).isFalse();
        assertThat(line.apply(new Event.ImageRemoved("main")).last).isInstanceOf(Change.Refused.class);
        line.finish(CREATE, 1, Outcome.SUCCEEDED, true);
        assertThat(line.task(CREATE, 1).status()).isEqualTo(TaskStatus.CANCELED);
        assertThat(ImageRemoval.mayGo(line.order)).isTrue();
        assertThat(line.apply(new Event.ImageRemoved("main")).order.imageGone()).isTrue();
    }

    @Test
    void anOrderCanceledBeforeItBeganLeavesNothing() {
        Line line = Line.cards(1).apply(new Event.CancelAsked("ada"));
        assertThat(line.order.imageGone()).isTrue();
        assertThat(OpenTask.of(line.order)).isEmpty();
    }

    @Test
    void aRemovalThatFailsDoesNotFailTheOrderAndMayBeRetried() {
        Line line = Line.cards(1).upToWrites().succeed(WRITE, 1);
        line.claim(DOWNLOAD, 1).finish(DOWNLOAD, 1, Outcome.FAILED, false);
        assertThat(line.task(DOWNLOAD, 1).status()).isEqualTo(TaskStatus.DOWNLOADED_FAILED_TO_REMOVE);
        assertThat(line.order.status()).isEqualTo(OrderStatus.PENDING_SHIPMENT);
        line.apply(new Event.ShipAsked("", "ada")).apply(new Event.RetryAsked(line.id(DOWNLOAD, 1), "ada"));
        assertThat(line.task(DOWNLOAD, 2))
                .satisfies(task -> assertThat(task.status()).isEqualTo(TaskStatus.PENDING_IMAGE_REMOVAL))
                .satisfies(task -> assertThat(task.host()).isEqualTo("press"));
        assertThat(line.succeed(DOWNLOAD, 2).order.status()).isEqualTo(OrderStatus.SHIPPED);
    }

    @Test
    void shippingIsRefusedBeforeEveryCardIsWritten() {
        Line line = Line.cards(1).upToWrites().apply(new Event.ShipAsked("", "ada"));
        assertThat(line.last).isInstanceOfSatisfying(Change.Refused.class, refused -> assertThat(refused.message())
                .endsWith("is writing (expected pending_shipment)"));
    }

    @Test
    void aSlotWorksOnOneCardAtATime() {
        Line line = Line.cards(2).upToWrites().claim(WRITE, 1, "press", "A");
        assertThat(line.claim(WRITE, 2, "press", "A").last).isInstanceOf(Change.Refused.class);
        assertThat(line.claim(WRITE, 2, "elsewhere", "A").last).isInstanceOf(Change.Refused.class);
        assertThat(line.claim(WRITE, 2, "press", "B").last).isInstanceOf(Change.Moved.class);
    }

    @Test
    void aCreatorCannotHandOverTheImageOfAnotherOrder() {
        Line line = Line.cards(1).claim(CREATE, 1);
        ImageRef mine = Line.image(line.order.id());
        for (String path :
                List.of("/images/other/x.img.zst", "/images/" + Line.ID + "/../x", "/images/" + Line.ID + "/")) {
            ImageRef theirs = new ImageRef(mine.name(), path, 1, "aa", mine.bmapPath(), 1, "bb", 1, "cc", 1);
            line.apply(new Event.Finished(
                    line.id(CREATE, 1),
                    line.proof(CREATE, 1),
                    Outcome.SUCCEEDED,
                    null,
                    null,
                    new TaskResult.ImageBuilt(theirs),
                    List.of(),
                    "s"));
            assertThat(line.last).isInstanceOf(Change.Refused.class);
        }
    }

    @Test
    void aFinishThatDoesNotFitTheTaskIsRefusedAndTheLeaseStays() {
        Line line = Line.cards(1).claim(CREATE, 1);
        line.apply(new Event.Finished(
                line.id(CREATE, 1), line.proof(CREATE, 1), Outcome.SUCCEEDED, null, null, null, List.of(), "s"));
        assertThat(line.last).isInstanceOfSatisfying(Change.Refused.class, refused -> assertThat(refused.message())
                .isEqualTo("result null (expected ImageBuilt)"));
        assertThat(line.task(CREATE, 1).lease()).isNotNull();
    }

    @Test
    void anonymisingErasesWhomItWasFor() {
        Line line = Line.cards(1);
        assertThat(line.apply(new Event.AnonymiseAsked("ada")).last).isInstanceOf(Change.Refused.class);
        line.apply(new Event.CancelAsked("ada")).apply(new Event.AnonymiseAsked("ada"));
        assertThat(line.order.recipient()).isNull();
        assertThat(line.order.config().offspot()).isEmpty();
        assertThat(line.apply(new Event.AnonymiseAsked("ada")).last).isInstanceOf(Change.Unchanged.class);
    }

    @Test
    void historyIsCappedAndSaysWhatItLeftOut() {
        Line line = Line.cards(1);
        for (int i = 0; i < 400; i++) {
            line.claim(CREATE, 1).finish(CREATE, 1, Outcome.GIVEN_BACK, true);
        }
        assertThat(line.order.history()).hasSize(500);
        assertThat(line.order.history().get(0).what()).isEqualTo("placed");
        assertThat(line.order.history().get(1).what()).isEqualTo("303 entries left out");
    }

    @Test
    void aSecondKindOfOrderHasNoCards() {
        assertThat(new Line(OrderKind.LINK, 0).succeed(CREATE, 1).order.tasks()).hasSize(1);
    }
}
