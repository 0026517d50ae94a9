package org.cardpress.scheduler.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Grant;
import org.cardpress.protocol.worker.TaskSpec;
import org.cardpress.scheduler.TestClock;
import org.cardpress.scheduler.lifecycle.Lifecycle;
import org.cardpress.scheduler.lifecycle.Line;
import org.cardpress.scheduler.lifecycle.Opening;
import org.cardpress.scheduler.lifecycle.Rules;
import org.cardpress.scheduler.order.OrderMoves;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.store.InMemoryOrderStore;
import org.cardpress.scheduler.store.OrderStore;
import org.jspecify.annotations.Nullable;

/** A scheduler's dispatch on a store in memory, with a clock and an alarm that tests turn. */
public final class Floor implements Alarm {
    static final Actor WORKER = new Actor("press", Role.HOST);
    public final TestClock clock = new TestClock(Line.START);
    public final OrderStore store;
    public final Lifecycle lifecycle = new Lifecycle(Rules.DEFAULTS);
    public final Board board;
    public final OrderMoves moves;
    public final Dispatcher dispatcher;
    private final Random random;
    private final List<Due> alarms = new ArrayList<>();
    boolean gateOpen = true;
    Set<String> aside = Set.of();
    boolean mintBroken;

    public Floor() {
        this(new InMemoryOrderStore(), 1);
    }

    Floor(OrderStore store, long seed) {
        this.store = store;
        random = new Random(seed);
        board = new Board(store);
        moves = new OrderMoves(store, lifecycle, clock, List.of(board));
        dispatcher = new Dispatcher(
                board, store, moves, lifecycle, gate(), (order, task, lease) -> mint(), clock, random, this);
    }

    private HostGate gate() {
        return new HostGate() {
            @Override
            public void admit(ClaimRequest request, Actor worker) {
                Floor.this.admit(request);
            }

            @Override
            public Set<String> aside(String host) {
                return aside;
            }
        };
    }

    private void admit(ClaimRequest request) {
        if (!gateOpen) {
            throw new ProblemException(ErrorCode.HOST_DISABLED, "host " + request.host() + " is disabled");
        }
    }

    private List<Grant> mint() {
        if (mintBroken) {
            throw new IllegalStateException("no key");
        }
        return List.of();
    }

    /** What waits is run in the order of its time, as the clock passes it. */
    @Override
    public synchronized void after(Duration delay, Runnable action) {
        alarms.add(new Due(clock.instant().plus(delay), action));
    }

    void ring() {
        Queue<Due> due = new ArrayDeque<>();
        do {
            due.forEach(each -> each.action().run());
            due.clear();
            takeDue(due);
        } while (!due.isEmpty());
    }

    private synchronized void takeDue(Queue<Due> due) {
        alarms.stream()
                .filter(each -> !each.at().isAfter(clock.instant()))
                .sorted(Comparator.comparing(Due::at))
                .forEach(due::add);
        alarms.removeAll(due);
    }

    public void turn(Duration time) {
        clock.turn(time);
        ring();
    }

    public Order place(int quantity, int priority, @Nullable String host) {
        OrderId id = OrderId.fresh(clock.instant(), random);
        Opening like = Line.opening(id, quantity == 0 ? OrderKind.LINK : OrderKind.CARDS, quantity);
        return moves.open(new Opening(
                id,
                like.kind(),
                like.name(),
                like.createdBy(),
                like.organisation(),
                like.channel(),
                like.warehouse(),
                host,
                priority,
                quantity,
                null,
                like.linkDays(),
                null,
                like.config()));
    }

    public static ClaimRequest request(String host, TaskKind kind, ClaimRequest.Slot... slots) {
        return new ClaimRequest(host, List.of(kind), List.of(slots), 1 << 20, "test/1");
    }

    static ClaimRequest.Slot slot(String name, @Nullable Long cardSize) {
        return new ClaimRequest.Slot(name, cardSize);
    }

    public Optional<Claim> claim(ClaimRequest request) {
        return dispatcher
                .claim(request, WORKER, Duration.ZERO)
                .toCompletableFuture()
                .join();
    }

    CompletableFuture<Optional<Claim>> waitFor(ClaimRequest request) {
        CompletableFuture<Optional<Claim>> answer =
                dispatcher.claim(request, WORKER, Duration.ofSeconds(30)).toCompletableFuture();
        ring();
        return answer;
    }

    public void succeed(Claim claim) {
        TaskResult result;
        if (claim.spec() instanceof TaskSpec.CreateImage) {
            result = new TaskResult.ImageBuilt(Line.image(new OrderId(claim.orderId())));
        } else if (claim.spec() instanceof TaskSpec.FetchImage) {
            result = new TaskResult.ImageShelved(1, 1);
        } else if (claim.spec() instanceof TaskSpec.RemoveImage) {
            result = new TaskResult.ImageRemoved();
        } else {
            result = new TaskResult.CardWritten("A", 1, null, null, null, null, 1, 1, 1, 1, 0, 1);
        }
        finish(claim, new Finish(claim.leaseToken(), Finish.Outcome.SUCCEEDED, null, null, result, List.of()));
    }

    /** For good: another attempt cannot succeed. */
    public void fail(Claim claim) {
        TaskError error = new TaskError("x", "it cannot be", false);
        finish(
                claim,
                new Finish(
                        claim.leaseToken(), Finish.Outcome.FAILED, TaskStatus.FAILED_TO_BUILD, error, null, List.of()));
    }

    void finish(Claim claim, Finish finish) {
        dispatcher.finish(TaskId.parse(claim.taskId()), finish, WORKER);
    }

    /** An order whose cards wait for writers of host press. */
    Order upToWrites(int quantity) {
        Order order = place(quantity, 0, null);
        succeed(claim(request("maker", TaskKind.CREATE)).orElseThrow());
        succeed(claim(request("press", TaskKind.DOWNLOAD)).orElseThrow());
        return store.find(order.id()).orElseThrow();
    }

    private record Due(Instant at, Runnable action) {}
}
