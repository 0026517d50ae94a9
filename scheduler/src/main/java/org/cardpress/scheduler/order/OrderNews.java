package org.cardpress.scheduler.order;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.store.OrderStore;
import org.jspecify.annotations.Nullable;

/**
 * Tells those who wait for it what an order has become, as soon as it is saved: without a thread held and without asking the store,
 * since whoever moves an order shows it here. Remembers the last state of orders that somebody waits for, and of the {@value #KEPT}
 * that were waited for last, so that who asks again at once misses nothing. Safe for many threads.
 *
 * <p>On a store that other schedulers share their moves are not shown here: there a wait ends after {@link #SHARED_WAIT}, and each
 * begins with a look at the store.
 */
@Singleton
public final class OrderNews implements OrderWatcher, AutoCloseable {
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    static final Duration SHARED_WAIT = Duration.ofMillis(500);
    static final int MOST = 2_000;
    static final int KEPT = 100;

    private final OrderStore store;
    private final boolean shared;
    /** The one not asked for longest comes first. */
    private final Map<OrderId, Topic> topics = new LinkedHashMap<>(16, 0.75f, true);

    private int waiting;
    private boolean closed;

    /** @param shared whether other schedulers may work on the same store */
    public OrderNews(
            OrderStore store, @Property(name = "cardpress.shared-store", defaultValue = "false") boolean shared) {
        this.store = store;
        this.shared = shared;
    }

    /**
     * The order, once it is of a later version; empty where it is not after this time, which is cut to {@link #LONGEST_WAIT}. The
     * answer may come on the thread that moves the order: whoever does more with it than pass it on does so elsewhere.
     *
     * @throws ProblemException {@code NOT_FOUND} where there is none that this caller may see, also as the failure of the answer;
     *     {@code TOO_MANY}
     */
    public CompletionStage<Optional<Order>> after(OrderId id, long version, Actor caller, Duration wait) {
        return after(
                id,
                version,
                order -> {
                    if (!Sight.sees(caller, order)) {
                        throw OrderBook.unknown(id);
                    }
                },
                wait);
    }

    /**
     * The same for whoever is admitted otherwise.
     *
     * @param admission throws where the caller may not see the order as it is; asked before the wait and of what is answered
     */
    public CompletionStage<Optional<Order>> after(OrderId id, long version, Consumer<Order> admission, Duration wait) {
        Waiter waiter = new Waiter(version, new CompletableFuture<>());
        Order known = enter(id, waiter);
        try {
            Order now = known == null || shared ? read(id) : known;
            admission.accept(now);
            if (now.version() > version) {
                waiter.answer().complete(Optional.of(now));
            }
        } catch (RuntimeException e) {
            leave(id, waiter);
            throw e;
        }
        Duration longest = shared ? SHARED_WAIT : LONGEST_WAIT;
        Duration bounded = wait.compareTo(longest) > 0 ? longest : wait;
        if (isClosed()) {
            waiter.answer().complete(Optional.empty());
        }
        CompletableFuture<Optional<Order>> answer =
                waiter.answer().completeOnTimeout(Optional.empty(), bounded.toMillis(), TimeUnit.MILLISECONDS);
        return answer.whenComplete((found, failure) -> leave(id, waiter)).thenApply(found -> {
            found.ifPresent(admission);
            return found;
        });
    }

    /** What is known of the order already; from here on the waiter is told of every move. */
    private synchronized @Nullable Order enter(OrderId id, Waiter waiter) {
        if (waiting >= MOST) {
            throw new ProblemException(
                    ErrorCode.TOO_MANY, waiting + " wait for news of orders (expected at most " + MOST + ")");
        }
        waiting++;
        Topic topic = topics.computeIfAbsent(id, key -> new Topic());
        topic.waiters.add(waiter);
        return topic.last;
    }

    private synchronized void leave(OrderId id, Waiter waiter) {
        Topic topic = topics.get(id);
        if (topic != null && topic.waiters.remove(waiter)) {
            waiting--;
            if (topic.last == null && topic.waiters.isEmpty()) {
                topics.remove(id);
            }
        }
        forget();
    }

    private void forget() {
        Iterator<Topic> oldest = topics.values().iterator();
        for (int over = topics.size() - KEPT; over > 0 && oldest.hasNext(); ) {
            if (oldest.next().waiters.isEmpty()) {
                oldest.remove();
                over--;
            }
        }
    }

    private Order read(OrderId id) {
        Order found = store.find(id).orElseThrow(() -> OrderBook.unknown(id));
        shown(found);
        return found;
    }

    @Override
    public void shown(Order order) {
        tell(order.id(), order).forEach(waiter -> waiter.answer().complete(Optional.of(order)));
    }

    /** Takes the order for the last state where it is; answers who has waited for it. */
    private synchronized List<Waiter> tell(OrderId id, Order order) {
        Topic topic = topics.get(id);
        if (topic == null || topic.last != null && topic.last.version() >= order.version()) {
            return List.of();
        }
        topic.last = order;
        return topic.waiters.stream()
                .filter(waiter -> waiter.version() < order.version())
                .toList();
    }

    @Override
    public void gone(OrderId id) {
        List<Waiter> all;
        synchronized (this) {
            Topic topic = topics.get(id);
            all = topic == null ? List.of() : List.copyOf(topic.waiters);
            if (topic != null) {
                topic.last = null;
            }
        }
        all.forEach(waiter -> waiter.answer().completeExceptionally(OrderBook.unknown(id)));
    }

    /** Answers all that wait, and from now on all that come, with nothing. */
    @Override
    public void close() {
        List<Waiter> all = new ArrayList<>();
        synchronized (this) {
            closed = true;
            topics.values().forEach(topic -> all.addAll(topic.waiters));
        }
        all.forEach(waiter -> waiter.answer().complete(Optional.empty()));
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    synchronized int waiting() {
        return waiting;
    }

    synchronized int remembered() {
        return topics.size();
    }

    private static final class Topic {
        private final List<Waiter> waiters = new ArrayList<>();
        private @Nullable Order last;
    }

    /** Compared by identity: its answer has no other equality. */
    private record Waiter(long version, CompletableFuture<Optional<Order>> answer) {}
}
