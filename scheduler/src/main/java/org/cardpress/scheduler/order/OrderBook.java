package org.cardpress.scheduler.order;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.store.OrderFilter;
import org.cardpress.scheduler.store.OrderStore;
import org.jspecify.annotations.Nullable;

/**
 * Shows orders and tasks to those who may see them. What a caller may not see is answered as what is not there, so that nobody
 * learns of it. Safe for many threads.
 */
@Singleton
public final class OrderBook {
    private static final int PAGE = 50;

    private final OrderStore store;

    public OrderBook(OrderStore store) {
        this.store = store;
    }

    public Order find(OrderId id, Actor caller) {
        return store.find(id).filter(order -> Sight.sees(caller, order)).orElseThrow(() -> unknown(id));
    }

    /** What is said of an order that is not there, or not for this caller. */
    static ProblemException unknown(OrderId id) {
        return new ProblemException(
                ErrorCode.NOT_FOUND, "order " + id + " is not known (expected the id of one you may see)");
    }

    public Task task(TaskId id, Actor caller) {
        return store.find(id.order())
                .filter(order -> Sight.sees(caller, order))
                .flatMap(order -> order.task(id))
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND, "task " + id + " is not known (expected the id of one you may see)"));
    }

    /** Newest first. */
    public List<Order> list(OrderFilter filter, Actor caller, int skip, int limit) {
        return store.list(Sight.narrowed(filter, caller), skip, limit);
    }

    public long count(OrderFilter filter, Actor caller) {
        return store.count(Sight.narrowed(filter, caller));
    }

    /**
     * Tasks of one order, or of all orders that have not ended, newest order first. Reads those orders by pages and keeps only
     * what is asked for.
     */
    public Tasks tasks(@Nullable OrderId of, Predicate<Task> wanted, Actor caller, int skip, int limit) {
        Tasks.Gathering gathering = new Tasks.Gathering(wanted, skip, limit);
        if (of != null) {
            gathering.add(find(of, caller));
            return gathering.done();
        }
        OrderFilter filter = Sight.narrowed(new OrderFilter(notEnded(), null, null, null, null), caller);
        for (int from = 0; ; from += PAGE) {
            List<Order> page = store.list(filter, from, PAGE);
            page.forEach(gathering::add);
            if (page.size() < PAGE) {
                return gathering.done();
            }
        }
    }

    private static Set<OrderStatus> notEnded() {
        Set<OrderStatus> statuses = EnumSet.allOf(OrderStatus.class);
        statuses.removeIf(OrderStatus::isEnded);
        return statuses;
    }

    /**
     * A part of a list of tasks.
     *
     * @param count how many there are in all
     */
    public record Tasks(List<Task> part, long count) {
        private static final class Gathering {
            private final Predicate<Task> wanted;
            private final int skip;
            private final int limit;
            private final List<Task> part = new ArrayList<>();
            private long count;

            Gathering(Predicate<Task> wanted, int skip, int limit) {
                this.wanted = wanted;
                this.skip = skip;
                this.limit = limit;
            }

            void add(Order order) {
                for (Task task : order.tasks()) {
                    if (wanted.test(task)) {
                        if (count >= skip && part.size() < limit) {
                            part.add(task);
                        }
                        count++;
                    }
                }
            }

            Tasks done() {
                return new Tasks(List.copyOf(part), count);
            }
        }
    }
}
