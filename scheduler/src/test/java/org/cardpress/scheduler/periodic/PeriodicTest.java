package org.cardpress.scheduler.periodic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.scheduler.dispatch.Floor;
import org.cardpress.scheduler.notify.Effects;
import org.cardpress.scheduler.notify.Outbox;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Effect;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.TaskId;
import org.junit.jupiter.api.Test;

class PeriodicTest {
    private static final Duration LEASE = Duration.ofSeconds(90);

    private final Floor floor = new Floor();
    private final Outbox outbox = new Outbox();

    private Reaper reaper() {
        return new Reaper(floor.board, floor.moves, floor.lifecycle, floor.clock);
    }

    private Claim claim() {
        return floor.claim(Floor.request("maker", TaskKind.CREATE)).orElseThrow();
    }

    private TaskStatus status(Order order) {
        return floor.store.find(order.id()).orElseThrow().tasks().get(0).status();
    }

    @Test
    void theReaperTakesBackWhatRanOutAndNothingElse() {
        Order first = floor.place(0, 0, null);
        Order second = floor.place(0, -1, null);
        Reaper reaper = reaper();
        claim();
        floor.turn(Duration.ofSeconds(60));
        claim();
        floor.turn(Duration.ofSeconds(30));
        reaper.reap();
        assertThat(status(first)).isEqualTo(TaskStatus.PENDING);
        assertThat(status(second)).isEqualTo(TaskStatus.RECEIVED);
    }

    @Test
    void afterAnOutageWorkersThatSpeakUpKeepTheirWork() {
        Order speaks = floor.place(0, 0, null);
        Order silent = floor.place(0, -1, null);
        Claim claim = claim();
        claim();
        floor.turn(Duration.ofHours(1));
        Reaper restarted = reaper();
        assertThat(restarted.reap()).isZero();
        floor.turn(Duration.ofSeconds(29));
        assertThat(restarted.reap()).isZero();
        floor.dispatcher.heartbeat(
                TaskId.parse(claim.taskId()),
                new Heartbeat(claim.leaseToken(), 1, TaskStatus.BUILDING, Progress.NONE, null),
                new Actor("press", Role.HOST));
        floor.turn(Duration.ofSeconds(1));
        restarted.reap();
        assertThat(status(speaks)).isEqualTo(TaskStatus.BUILDING);
        assertThat(status(silent)).isEqualTo(TaskStatus.PENDING);
    }

    @Test
    void theReaperForgetsOrdersThatWereDeleted() {
        Order order = floor.place(0, 0, null);
        Reaper reaper = reaper();
        claim();
        floor.turn(LEASE);
        floor.store.delete(order.id(), 2);
        assertThat(reaper.reap()).isEqualTo(1);
        assertThat(reaper.reap()).isZero();
    }

    @Test
    void theSweepExpiresLinksWhoseTimeIsOver() {
        Order order = floor.place(0, 0, null);
        floor.succeed(claim());
        Sweep sweep = new Sweep(floor.store, floor.moves, floor.board, outbox, floor.clock);
        floor.turn(Duration.ofDays(14).minusSeconds(1));
        sweep.sweep();
        assertThat(floor.store.find(order.id()).orElseThrow().status()).isEqualTo(OrderStatus.PENDING_EXPIRY);
        floor.turn(Duration.ofSeconds(1));
        sweep.sweep();
        assertThat(floor.store.find(order.id()).orElseThrow().status()).isEqualTo(OrderStatus.EXPIRED);
    }

    @Test
    void whatIsOwedIsDoneOnceAndWhatFailsIsDoneAgainAfterTheSweep() {
        Order order = floor.place(0, 0, null);
        floor.succeed(claim());
        List<Effect.Kind> done = new ArrayList<>();
        boolean[] broken = {true};
        Effects effects = new Effects(outbox, floor.store, floor.moves, (owing, effect) -> {
            if (broken[0]) {
                throw new IllegalStateException("mail server is away");
            }
            done.add(effect.kind());
        });
        Sweep sweep = new Sweep(floor.store, floor.moves, floor.board, outbox, floor.clock);
        sweep.sweep();
        effects.carryOut();
        assertThat(done).isEmpty();
        broken[0] = false;
        sweep.sweep();
        effects.carryOut();
        effects.carryOut();
        assertThat(done).containsExactly(Effect.Kind.LINK_READY);
        assertThat(floor.store.find(order.id()).orElseThrow().effects()).isEmpty();
    }
}
