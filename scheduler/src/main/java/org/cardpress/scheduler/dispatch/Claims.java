package org.cardpress.scheduler.dispatch;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Grant;
import org.cardpress.scheduler.lifecycle.Event;
import org.cardpress.scheduler.lifecycle.Proof;
import org.cardpress.scheduler.lifecycle.Reuse;
import org.cardpress.scheduler.lifecycle.Rules;
import org.cardpress.scheduler.order.OrderMoves;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Lease;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.store.OpenTask;
import org.cardpress.scheduler.store.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds a task for a worker and takes it: what the board knows is tried, the store decides, on a lost race the next one. */
final class Claims {
    private static final Logger LOG = LoggerFactory.getLogger(Claims.class);
    private static final int TRIES = 50;
    private static final int IMAGES_AT_ONCE = 64;

    private final Board board;
    private final OrderMoves moves;
    private final Rules rules;
    private final GrantMint mint;
    private final Borrowing borrowing;
    /** Locks; an image has the one that the hash of its key points at. */
    private final Object[] making =
            Stream.generate(Object::new).limit(IMAGES_AT_ONCE).toArray();

    private final Clock clock;
    private final RandomGenerator random;

    Claims(
            Board board,
            OrderMoves moves,
            Rules rules,
            GrantMint mint,
            Borrowing borrowing,
            Clock clock,
            RandomGenerator random) {
        this.board = board;
        this.moves = moves;
        this.rules = rules;
        this.mint = mint;
        this.borrowing = borrowing;
        this.clock = clock;
        this.random = random;
    }

    /** A task of the order to be removed from the shelf is known by its word, leased or not. */
    static boolean isRemoval(Task task) {
        return task.status() == TaskStatus.PENDING_IMAGE_REMOVAL;
    }

    /** Whether it is worth while to try. */
    boolean mayFind(ClaimRequest request) {
        return board.open()
                .has(request.kinds(), request.host(), clock.instant(), open -> fits(open, request, Set.of()));
    }

    Optional<Claim> now(ClaimRequest request, Actor worker) {
        Set<TaskId> tried = new HashSet<>();
        while (tried.size() < TRIES) {
            Optional<OpenTask> open = board.open()
                    .take(request.kinds(), request.host(), clock.instant(), each -> fits(each, request, tried));
            if (open.isEmpty()) {
                return Optional.empty();
            }
            tried.add(open.get().task());
            Optional<Claim> claim = take(open.get(), request, worker);
            if (claim.isPresent()) {
                return claim;
            }
        }
        return Optional.empty();
    }

    private boolean fits(OpenTask open, ClaimRequest request, Set<TaskId> tried) {
        if (tried.contains(open.task())) {
            return false;
        }
        return switch (open.kind()) {
            case CREATE -> true;
            case DOWNLOAD -> open.bytes() <= request.diskFree();
            case WRITE -> slotFor(open, request).isPresent();
        };
    }

    /** A free slot: rather one whose card is large enough than one that is empty. */
    private Optional<String> slotFor(OpenTask open, ClaimRequest request) {
        return request.slots().stream()
                .filter(slot -> slot.cardSize() == null || slot.cardSize() >= open.bytes())
                .sorted(Comparator.comparing(slot -> slot.cardSize() == null))
                .map(ClaimRequest.Slot::name)
                .filter(slot -> board.leases().isFree(request.host(), slot))
                .findFirst();
    }

    private Optional<Claim> take(OpenTask open, ClaimRequest request, Actor worker) {
        if (open.kind() == TaskKind.CREATE) {
            return create(open, request, worker);
        }
        if (open.kind() == TaskKind.DOWNLOAD) {
            return lease(open, request.host(), null, null, null, worker);
        }
        Optional<String> slot = slotFor(open, request);
        if (slot.isEmpty() || !board.leases().reserve(request.host(), slot.get())) {
            board.open().restore(open);
            return Optional.empty();
        }
        try {
            return lease(open, request.host(), slot.get(), null, null, worker);
        } finally {
            board.leases().release(request.host(), slot.get());
        }
    }

    private Optional<Claim> create(OpenTask open, ClaimRequest request, Actor worker) {
        Optional<Order> order =
                asked(open, () -> borrowing.candidate(open.task().order()));
        return order.isEmpty()
                ? lease(open, request.host(), null, request.agent(), null, worker)
                : createOrTakeOver(open, order.get(), request, worker);
    }

    /** For each image one after the other, so that of two orders for it the second sees that the first is having it made. */
    private Optional<Claim> createOrTakeOver(OpenTask open, Order order, ClaimRequest request, Actor worker) {
        synchronized (
                making[Math.floorMod(Objects.requireNonNull(order.build()).key().hashCode(), making.length)]) {
            Reuse.Advice advice = asked(open, () -> borrowing.advise(order, request.agent()));
            if (advice instanceof Reuse.Advice.Await other) {
                LOG.debug("task {} waits: order {} is having the same image made", open.task(), other.other());
                board.open().restore(open);
                return Optional.empty();
            }
            Reuse.Advice.Take taken = advice instanceof Reuse.Advice.Take take ? take : null;
            return lease(open, request.host(), null, request.agent(), taken, worker);
        }
    }

    private <T> T asked(OpenTask open, Supplier<T> question) {
        try {
            return question.get();
        } catch (StoreUnavailable e) {
            board.open().restore(open);
            throw e;
        }
    }

    private Optional<Claim> lease(
            OpenTask open,
            String host,
            @Nullable String slot,
            @Nullable String builder,
            Reuse.Advice.@Nullable Take taken,
            Actor worker) {
        String token = LeaseToken.fresh(random);
        Event event = new Event.Claimed(
                open.task(),
                LeaseToken.fresh(random),
                LeaseToken.hash(token),
                worker.username(),
                host,
                slot,
                builder,
                taken == null ? null : taken.image());
        try {
            OrderMoves.Result result = moves.move(open.task().order(), event);
            return result.isRefused()
                    ? Optional.empty()
                    : Optional.of(claim(result.order(), open.task(), token, taken, worker));
        } catch (ProblemException e) {
            if (e.code() == ErrorCode.NOT_FOUND) {
                return Optional.empty();
            }
            board.open().restore(open);
            throw e;
        } catch (StoreUnavailable e) {
            board.open().restore(open);
            throw e;
        }
    }

    private Claim claim(Order order, TaskId id, String token, Reuse.Advice.@Nullable Take taken, Actor worker) {
        Task task = order.task(id).orElseThrow();
        Lease lease = Objects.requireNonNull(task.lease());
        return new Claim(
                id.toString(),
                order.id().value(),
                task.kind(),
                task.attempt(),
                TaskSpecs.of(order, task, taken == null ? null : borrowing.safe(taken)),
                grants(order, task, lease, token, worker),
                token,
                (int) rules.lease().toSeconds(),
                (int) rules.heartbeat().toSeconds());
    }

    /** A worker that cannot be given its rights must not keep the lease. */
    private List<Grant> grants(Order order, Task task, Lease lease, String token, Actor worker) {
        try {
            return mint.grants(order, task, lease);
        } catch (RuntimeException e) {
            LOG.warn("task {}: no grants, the lease is given back", task.id());
            Proof proof = new Proof(worker.username(), LeaseToken.hash(token));
            moves.move(
                    order.id(),
                    new Event.Finished(
                            task.id(), proof, Finish.Outcome.GIVEN_BACK, null, null, null, List.of(), token));
            throw e;
        }
    }
}
