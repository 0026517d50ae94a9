package org.cardpress.scheduler.order;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.lifecycle.Change;
import org.cardpress.scheduler.lifecycle.Event;
import org.cardpress.scheduler.lifecycle.Lifecycle;
import org.cardpress.scheduler.lifecycle.Opening;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.OrderStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place that saves orders: load, ask lifecycle, compare-and-set, and again where the race was lost. Moves of one order
 * within this process take turns, so that they do not lose races against each other; between schedulers the store is the judge. Safe
 * for many threads; blocks while the store works.
 *
 * <p>An order that was saved a moment ago is not read again: 200 cards of one order are claimed, and their progress is noted, with one
 * write each. What is remembered is only believed when the store takes the move that rests on it; a refusal rests on what the store
 * has.
 */
@Singleton
public final class OrderMoves {
    private static final Logger LOG = LoggerFactory.getLogger(OrderMoves.class);
    private static final int TRIES = 50;
    private static final int TURNSTILES = 64;

    private final OrderStore store;
    private final Lifecycle lifecycle;
    private final Clock clock;
    private final List<OrderWatcher> watchers;
    private final RecentOrders recent = new RecentOrders();
    private final Object[] turnstiles = new Object[TURNSTILES];

    public OrderMoves(OrderStore store, Lifecycle lifecycle, Clock clock, List<OrderWatcher> watchers) {
        this.store = store;
        this.lifecycle = lifecycle;
        this.clock = clock;
        this.watchers = List.copyOf(watchers);
        for (int i = 0; i < TURNSTILES; i++) {
            turnstiles[i] = new Object();
        }
    }

    /** Keeps a new order; the one that has its id already where there is one. */
    public Order open(Opening opening) {
        Order first = lifecycle.open(opening, clock.instant());
        if (!store.insert(first)) {
            return find(opening.id());
        }
        LOG.info("order {} placed by {}: {} for {}", first.id(), first.createdBy(), first.kind(), first.channel());
        show(first);
        return first;
    }

    /**
     * Applies the event to the order as it is now.
     *
     * @throws ProblemException {@code NOT_FOUND} where there is no such order, {@code UNAVAILABLE} where too many races were lost
     */
    public Result move(OrderId id, Event event) {
        synchronized (turnstiles[Math.floorMod(id.hashCode(), TURNSTILES)]) {
            Optional<Result> quick = recent.take(id).flatMap(order -> fromMemory(order, event));
            if (quick.isPresent()) {
                return quick.get();
            }
            for (int tries = 0; tries < TRIES; tries++) {
                Order order = find(id);
                Change change = lifecycle.apply(order, event, clock.instant());
                if (!(change instanceof Change.Moved moved)) {
                    show(order);
                    return new Result(order, change);
                }
                Optional<Result> result = saved(order, moved, event);
                if (result.isPresent()) {
                    return result.get();
                }
            }
        }
        throw new ProblemException(
                ErrorCode.UNAVAILABLE, "order " + id + " is changed by others all the time: try again in a moment");
    }

    private Optional<Result> fromMemory(Order order, Event event) {
        return lifecycle.apply(order, event, clock.instant()) instanceof Change.Moved moved
                ? saved(order, moved, event)
                : Optional.empty();
    }

    /** Empty where the store has another state by now. */
    private Optional<Result> saved(Order before, Change.Moved moved, Event event) {
        Order next = moved.next();
        if (!store.replace(next)) {
            return Optional.empty();
        }
        log(before, next, event);
        recent.keep(next);
        show(next);
        return Optional.of(new Result(next, moved));
    }

    /** Removes an order; false where it changed meanwhile. */
    boolean delete(Order order) {
        recent.take(order.id());
        boolean deleted = store.delete(order.id(), order.version());
        if (deleted) {
            watchers.forEach(watcher -> watcher.gone(order.id()));
        }
        return deleted;
    }

    /** @throws ProblemException {@code NOT_FOUND} */
    Order find(OrderId id) {
        return store.find(id).orElseThrow(() -> {
            watchers.forEach(watcher -> watcher.gone(id));
            return new ProblemException(ErrorCode.NOT_FOUND, "order " + id + " is not known");
        });
    }

    private void show(Order order) {
        watchers.forEach(watcher -> watcher.shown(order));
    }

    private static void log(Order before, Order after, Event event) {
        if (event instanceof Event.Renewed || event instanceof Event.EffectDone) {
            LOG.debug("order {} v{}: {}", after.id(), after.version(), event);
            return;
        }
        LOG.info(
                "order {} v{} {} > {}: {}",
                after.id(),
                after.version(),
                before.status().wire(),
                after.status().wire(),
                event);
    }

    /**
     * What became of an event.
     *
     * @param order as it is after it
     */
    public record Result(Order order, Change change) {
        public boolean isRefused() {
            return change instanceof Change.Refused;
        }

        /**
         * The order, where the event was not refused.
         *
         * @throws ProblemException with the code and words of the refusal
         */
        public Order accepted() {
            if (change instanceof Change.Refused refused) {
                throw new ProblemException(refused.code(), refused.message());
            }
            return order;
        }
    }
}
