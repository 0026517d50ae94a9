package org.cardpress.scheduler.dispatch;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Confirmation;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.scheduler.lifecycle.Event;
import org.cardpress.scheduler.lifecycle.Lifecycle;
import org.cardpress.scheduler.lifecycle.Proof;
import org.cardpress.scheduler.order.OrderMoves;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskCards;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.store.OrderStore;
import org.jspecify.annotations.Nullable;

/**
 * What workers ask: claim, heartbeat, finish. Several schedulers on one store are right together, because each answer rests on a
 * compare-and-set. Safe for many threads; blocks while the store works, but not while a claim waits.
 */
@Singleton
public final class Dispatcher implements AutoCloseable {
    /** The longest that a claim is held. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Board board;
    private final OrderStore store;
    private final OrderMoves moves;
    private final HostGate gate;
    private final Claims claims;
    private final Clock clock;
    private final RandomGenerator random;
    private final Alarm alarm;
    private final WaitingRoom<Claim> waiting;

    @Inject
    Dispatcher(
            Board board,
            OrderStore store,
            OrderMoves moves,
            Lifecycle lifecycle,
            HostGate gate,
            GrantMint mint,
            Clock clock,
            RandomGenerator random,
            Alarm alarm) {
        this.board = board;
        this.store = store;
        this.moves = moves;
        this.gate = gate;
        this.clock = clock;
        this.random = random;
        this.alarm = alarm;
        claims = new Claims(board, moves, lifecycle.rules(), mint, new Borrowing(store), clock, random);
        waiting = new WaitingRoom<>(alarm);
        board.ring(waiting::ring);
        board.reread();
    }

    /** A dispatcher with a daemon thread of its own for waiting claims, for use without a container. */
    public static Dispatcher of(
            Board board,
            OrderStore store,
            OrderMoves moves,
            Lifecycle lifecycle,
            HostGate gate,
            GrantMint mint,
            Clock clock,
            RandomGenerator random) {
        return new Dispatcher(board, store, moves, lifecycle, gate, mint, clock, random, new ThreadAlarm());
    }

    /**
     * A task for this worker. Where there is none, the answer comes later: as soon as there is one, or empty after the wait, which
     * is cut to {@link #LONGEST_WAIT}. Canceling the answer ends the wait.
     *
     * @throws org.cardpress.protocol.error.ProblemException what {@link HostGate#admit} throws
     */
    public CompletionStage<Optional<Claim>> claim(ClaimRequest request, Actor worker, Duration wait) {
        gate.admit(request, worker);
        Optional<Claim> found = claims.now(usable(request), worker);
        if (found.isPresent() || wait.isZero() || wait.isNegative()) {
            return CompletableFuture.completedFuture(found);
        }
        Duration bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        CompletableFuture<Optional<Claim>> answer = waiting.enter(() -> claimIfAny(request, worker), bounded);
        ringWhenDue();
        return answer;
    }

    /** Asks the gate again, since much may have happened while the claim waited. */
    private Optional<Claim> claimIfAny(ClaimRequest request, Actor worker) {
        ringWhenDue();
        ClaimRequest usable = usable(request);
        if (!claims.mayFind(usable)) {
            return Optional.empty();
        }
        gate.admit(request, worker);
        return claims.now(usable, worker);
    }

    /** The request without slots that are out of service. */
    private ClaimRequest usable(ClaimRequest request) {
        Set<String> aside = gate.aside(request.host());
        return aside.isEmpty()
                ? request
                : new ClaimRequest(
                        request.host(),
                        request.kinds(),
                        request.slots().stream()
                                .filter(slot -> !aside.contains(slot.name()))
                                .toList(),
                        request.diskFree(),
                        request.agent());
    }

    private void ringWhenDue() {
        board.open().nextDue().ifPresent(due -> {
            Duration until = Duration.between(clock.instant(), due);
            if (until.compareTo(LONGEST_WAIT) < 0) {
                alarm.after(until.isNegative() ? Duration.ZERO : until, waiting::ring);
            }
        });
    }

    /**
     * Renews a lease, and notes where the worker stands.
     *
     * @throws org.cardpress.protocol.error.ProblemException {@code LEASE_LOST}, {@code NOT_FOUND} or {@code MALFORMED}
     */
    public Heartbeat.Answer heartbeat(TaskId task, Heartbeat beat, Actor worker) {
        Event event = new Event.Renewed(
                task,
                proof(beat.leaseToken(), worker),
                beat.seq(),
                beat.status(),
                beat.progress(),
                beat.slot(),
                beat.question());
        Order order = moves.move(task.order(), event).accepted();
        Task renewed = order.task(task).orElseThrow();
        Lease lease = renewed.lease();
        if (lease == null) {
            return new Heartbeat.Answer(Heartbeat.Order.ABANDON, clock.instant());
        }
        boolean stop = order.canceled() != null && !Claims.isRemoval(renewed);
        Heartbeat.Order what = stop ? Heartbeat.Order.CANCEL : Heartbeat.Order.CONTINUE;
        return new Heartbeat.Answer(what, lease.until(), confirmation(renewed));
    }

    /** The yes to what the slot asks now. */
    private static @Nullable Confirmation confirmation(Task task) {
        CardQuestion question = task.cards().question();
        TaskCards.Confirmed yes = task.cards().confirmed();
        return question != null && yes != null && yes.question().equals(question.id())
                ? new Confirmation(yes.question(), yes.by())
                : null;
    }

    /**
     * Ends a lease. A repeat is accepted.
     *
     * @return the order after it
     * @throws org.cardpress.protocol.error.ProblemException {@code LEASE_LOST}, {@code NOT_FOUND} or {@code MALFORMED}
     */
    public Order finish(TaskId task, Finish finish, Actor worker) {
        Event event = new Event.Finished(
                task,
                proof(finish.leaseToken(), worker),
                finish.outcome(),
                finish.failedStatus(),
                finish.error(),
                finish.result(),
                finish.warnings(),
                LeaseToken.fresh(random),
                finish.card());
        return moves.move(task.order(), event).accepted();
    }

    /** The warehouse of the order whose task this is; empty where the lease is not, or no longer, a live one of that task. */
    public Optional<String> warehouseOf(TaskId task, String leaseId) {
        return store.find(task.order())
                .filter(order -> order.canceled() == null)
                .filter(order -> order.task(task)
                        .map(Task::lease)
                        .filter(lease -> lease.id().equals(leaseId))
                        .isPresent())
                .map(Order::warehouse);
    }

    /**
     * The task with this lease token, for calls that go with a lease, such as its log.
     *
     * @throws org.cardpress.protocol.error.ProblemException {@code LEASE_LOST} where the token does not prove a live lease
     */
    public Task prove(TaskId task, String leaseToken, Actor worker) {
        return store.find(task.order())
                .flatMap(order -> order.task(task))
                .filter(found -> proof(leaseToken, worker).proves(found.lease()))
                .orElseThrow(() -> Proof.lost(task));
    }

    /** Answers every claim that waits, with nothing. */
    @Override
    @PreDestroy
    public void close() {
        waiting.close();
    }

    private static Proof proof(String token, Actor worker) {
        return new Proof(worker.username(), LeaseToken.hash(token));
    }
}
