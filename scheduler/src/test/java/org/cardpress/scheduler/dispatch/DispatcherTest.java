package org.cardpress.scheduler.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cardpress.protocol.task.TaskKind.CREATE;
import static org.cardpress.protocol.task.TaskKind.DOWNLOAD;
import static org.cardpress.protocol.task.TaskKind.WRITE;
import static org.cardpress.scheduler.dispatch.Floor.WORKER;
import static org.cardpress.scheduler.dispatch.Floor.request;
import static org.cardpress.scheduler.dispatch.Floor.slot;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.protocol.worker.TaskSpec;
import org.cardpress.scheduler.lifecycle.Event;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskId;
import org.junit.jupiter.api.Test;

class DispatcherTest {
    private final Floor floor = new Floor();

    @Test
    void aSlotThatIsOutOfServiceIsGivenNothing() {
        floor.upToWrites(2);
        floor.aside = Set.of("A");
        assertThat(floor.claim(request("press", WRITE, Floor.slot("A", null)))).isEmpty();
        Claim other = floor.claim(request("press", WRITE, Floor.slot("A", null), Floor.slot("B", null)))
                .orElseThrow();
        assertThat(floor.store
                        .find(new OrderId(other.orderId()))
                        .flatMap(order -> order.task(TaskId.parse(other.taskId())))
                        .map(Task::slot))
                .contains("B");
        CompletableFuture<Optional<Claim>> waiting = floor.waitFor(request("press", WRITE, Floor.slot("A", null)));
        assertThat(waiting).isNotDone();
        floor.aside = Set.of();
        assertThat(floor.claim(request("press", WRITE, Floor.slot("A", null)))).isPresent();
    }

    @Test
    void higherPriorityGoesFirstThenAge() {
        Order old = floor.place(0, 0, null);
        floor.turn(Duration.ofSeconds(1));
        floor.place(0, 0, null);
        Order urgent = floor.place(0, 5, null);
        assertThat(floor.claim(request("maker", CREATE)))
                .get()
                .extracting(Claim::orderId)
                .isEqualTo(urgent.id().value());
        assertThat(floor.claim(request("maker", CREATE)))
                .get()
                .extracting(Claim::orderId)
                .isEqualTo(old.id().value());
    }

    @Test
    void anOrderGoesThroughTheHandsOfItsWorkers() {
        Order order = floor.upToWrites(2);
        for (String name : List.of("A", "B")) {
            Claim claim = floor.claim(request("press", WRITE, slot(name, null))).orElseThrow();
            assertThat(claim.spec()).isInstanceOfSatisfying(TaskSpec.WriteCard.class, spec -> {
                assertThat(spec.cards()).isEqualTo(2);
                assertThat(spec.cardSize()).isEqualTo(100);
            });
            floor.succeed(claim);
        }
        Claim removal = floor.claim(request("press", DOWNLOAD)).orElseThrow();
        assertThat(removal.spec()).isInstanceOf(TaskSpec.RemoveImage.class);
        floor.succeed(removal);
        assertThat(floor.store.find(order.id()).orElseThrow().tasks())
                .allMatch(task -> task.stage().isTerminal());
    }

    @Test
    void aTaskOfOneHostIsNotForAnother() {
        floor.upToWrites(1);
        assertThat(floor.claim(request("mill", WRITE, slot("A", null)))).isEmpty();
        assertThat(floor.claim(request("press", WRITE, slot("A", null)))).isPresent();
    }

    @Test
    void aDownloadNeedsRoomOnTheDisk() {
        floor.place(1, 0, null);
        floor.succeed(floor.claim(request("maker", CREATE)).orElseThrow());
        ClaimRequest full = new ClaimRequest("press", List.of(DOWNLOAD), List.of(), 59, "t");
        assertThat(floor.claim(full)).isEmpty();
        assertThat(floor.claim(new ClaimRequest("press", List.of(DOWNLOAD), List.of(), 60, "t")))
                .isPresent();
    }

    @Test
    void aSlotWhoseCardIsTooSmallIsPassedOver() {
        floor.upToWrites(1);
        assertThat(floor.claim(request("press", WRITE, slot("A", 99L)))).isEmpty();
        Claim claim = floor.claim(request("press", WRITE, slot("A", 99L), slot("B", null), slot("C", 100L)))
                .orElseThrow();
        assertThat(lease(claim).slot()).isEqualTo("C");
    }

    @Test
    void aSlotAtWorkGetsNoSecondTaskEvenOfAnotherOrder() {
        floor.upToWrites(1);
        floor.upToWrites(1);
        assertThat(floor.claim(request("press", WRITE, slot("A", null)))).isPresent();
        assertThat(floor.claim(request("press", WRITE, slot("A", null)))).isEmpty();
        assertThat(floor.claim(request("press", WRITE, slot("B", null)))).isPresent();
    }

    @Test
    void aClaimThatWaitsForItsSlotWakesWhenTheSlotIsFree() {
        Order first = floor.upToWrites(1);
        floor.upToWrites(1);
        Claim claim = floor.claim(request("press", WRITE, slot("A", null))).orElseThrow();
        CompletableFuture<Optional<Claim>> answer = floor.waitFor(request("press", WRITE, slot("A", null)));
        assertThat(answer).isNotDone();
        floor.moves.move(first.id(), new Event.CancelAsked("ada"));
        floor.finish(claim, new Finish(claim.leaseToken(), Finish.Outcome.CANCELED, null, null, null, List.of()));
        floor.ring();
        assertThat(answer.join()).isPresent();
    }

    private Lease lease(Claim claim) {
        TaskId id = TaskId.parse(claim.taskId());
        Lease lease = floor.store
                .find(id.order())
                .orElseThrow()
                .task(id)
                .orElseThrow()
                .lease();
        assertThat(lease).isNotNull();
        return Objects.requireNonNull(lease);
    }

    @Test
    void onlyTheHashOfALeaseTokenIsKept() {
        floor.place(0, 0, null);
        Claim claim = floor.claim(request("maker", CREATE)).orElseThrow();
        assertThat(claim.leaseToken()).hasSize(43);
        assertThat(floor.store.find(new OrderId(claim.orderId())).toString()).doesNotContain(claim.leaseToken());
        assertThat(lease(claim).tokenHash()).isEqualTo(LeaseToken.hash(claim.leaseToken()));
    }

    @Test
    void aWaitingClaimWakesWhenWorkAppears() {
        CompletableFuture<Optional<Claim>> answer = floor.waitFor(request("maker", CREATE));
        assertThat(answer).isNotDone();
        Order order = floor.place(0, 0, null);
        floor.ring();
        assertThat(answer.join())
                .get()
                .extracting(Claim::orderId)
                .isEqualTo(order.id().value());
    }

    @Test
    void whoWaitedFirstIsServedFirst() {
        CompletableFuture<Optional<Claim>> first = floor.waitFor(request("maker", CREATE));
        CompletableFuture<Optional<Claim>> second = floor.waitFor(request("maker2", CREATE));
        floor.place(0, 0, null);
        floor.ring();
        assertThat(first.join()).isPresent();
        assertThat(second).isNotDone();
    }

    @Test
    void aWaitingClaimWakesWhenAPauseIsOver() {
        floor.place(0, 0, null);
        Claim claim = floor.claim(request("maker", CREATE)).orElseThrow();
        floor.finish(
                claim,
                new Finish(
                        claim.leaseToken(),
                        Finish.Outcome.FAILED,
                        null,
                        new TaskError("x", "y", true),
                        null,
                        List.of()));
        CompletableFuture<Optional<Claim>> answer = floor.waitFor(request("maker", CREATE));
        floor.turn(Duration.ofMillis(4999));
        assertThat(answer).isNotDone();
        floor.turn(Duration.ofMillis(1));
        assertThat(answer.join()).get().extracting(Claim::attempt).isEqualTo(2);
    }

    @Test
    void aWaitingClaimEndsEmptyHandedAfterItsTime() {
        CompletableFuture<Optional<Claim>> answer = floor.waitFor(request("maker", CREATE));
        floor.turn(Duration.ofSeconds(30));
        assertThat(answer.join()).isEmpty();
    }

    @Test
    void nothingIsClaimedForACallerThatWentAway() {
        floor.waitFor(request("maker", CREATE)).cancel(false);
        floor.place(0, 0, null);
        floor.ring();
        assertThat(floor.claim(request("maker", CREATE))).isPresent();
    }

    @Test
    void aHostThatIsDisabledWhileItWaitsGetsNothing() {
        CompletableFuture<Optional<Claim>> answer = floor.waitFor(request("maker", CREATE));
        floor.gateOpen = false;
        floor.place(0, 0, null);
        floor.ring();
        assertThatThrownBy(answer::join).hasCauseInstanceOf(ProblemException.class);
        floor.gateOpen = true;
        assertThat(floor.claim(request("maker", CREATE))).isPresent();
    }

    @Test
    void aTaskWhoseRightsCannotBeGivenIsGivenBack() {
        floor.place(0, 0, null);
        floor.mintBroken = true;
        assertThatThrownBy(() -> floor.claim(request("maker", CREATE))).isInstanceOf(IllegalStateException.class);
        floor.mintBroken = false;
        assertThat(floor.claim(request("maker", CREATE))).isPresent();
    }

    @Test
    void aHeartbeatTellsOfTheCancellationAndEndsTheRightToTheWarehouse() {
        Order order = floor.place(0, 0, null);
        Claim claim = floor.claim(request("maker", CREATE)).orElseThrow();
        TaskId id = TaskId.parse(claim.taskId());
        assertThat(beat(claim, 1).answer()).isEqualTo(Heartbeat.Order.CONTINUE);
        assertThat(floor.dispatcher.warehouseOf(id, lease(claim).id())).isPresent();
        assertThat(floor.dispatcher.warehouseOf(id, "other")).isEmpty();
        String lease = lease(claim).id();
        floor.moves.move(order.id(), new Event.CancelAsked("ada"));
        assertThat(floor.dispatcher.warehouseOf(id, lease)).isEmpty();
        assertThat(beat(claim, 2).answer()).isEqualTo(Heartbeat.Order.CANCEL);
        floor.finish(claim, new Finish(claim.leaseToken(), Finish.Outcome.CANCELED, null, null, null, List.of()));
        assertThatThrownBy(() -> beat(claim, 3)).isInstanceOf(ProblemException.class);
    }

    private Heartbeat.Answer beat(Claim claim, long seq) {
        return floor.dispatcher.heartbeat(
                TaskId.parse(claim.taskId()),
                new Heartbeat(claim.leaseToken(), seq, TaskStatus.BUILDING, Progress.NONE, null),
                WORKER);
    }

    @Test
    void aTokenIsOfNoUseToAnotherAccount() {
        floor.place(0, 0, null);
        Claim claim = floor.claim(request("maker", CREATE)).orElseThrow();
        TaskId id = TaskId.parse(claim.taskId());
        Actor other = new Actor("thief", Role.CREATOR);
        assertThat(floor.dispatcher.prove(id, claim.leaseToken(), WORKER).id()).isEqualTo(id);
        assertThatThrownBy(() -> floor.dispatcher.prove(id, claim.leaseToken(), other))
                .isInstanceOf(ProblemException.class);
    }

    @Test
    void twoSchedulersOnOneStoreNeverGiveATaskTwice() {
        Floor other = new Floor(floor.store, 2);
        floor.place(0, 0, null);
        floor.place(0, 0, null);
        other.board.reread();
        assertThat(floor.claim(request("maker", CREATE))).isPresent();
        assertThat(other.claim(request("maker", CREATE))).isPresent();
        assertThat(other.claim(request("maker", CREATE))).isEmpty();
        assertThat(floor.claim(request("maker", CREATE))).isEmpty();
    }
}
