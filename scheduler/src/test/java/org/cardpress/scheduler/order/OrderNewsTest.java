package org.cardpress.scheduler.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.store.InMemoryOrderStore;
import org.cardpress.scheduler.store.OrderSamples;
import org.cardpress.scheduler.store.OrderStore;
import org.junit.jupiter.api.Test;

/** The invariant: whoever waits is told of every later version once, and the store is not asked for it. */
class OrderNewsTest {
    private static final Actor MANAGER = new Actor("ada", Role.MANAGER);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger reads = new AtomicInteger();
    private final InMemoryOrderStore memory = new InMemoryOrderStore();
    private final OrderStore store = (OrderStore) Proxy.newProxyInstance(
            OrderStore.class.getClassLoader(), new Class<?>[] {OrderStore.class}, (proxy, method, args) -> {
                reads.incrementAndGet();
                return method.invoke(memory, args);
            });
    private final OrderSamples samples = new OrderSamples(new Random(7));
    private final OrderNews news = new OrderNews(store, false);

    @Test
    void aHundredChangesAreToldToTenWatchersWithoutAQuery() throws Exception {
        Order order = kept();
        news.after(order.id(), 0, MANAGER, LONG).toCompletableFuture().get(1, TimeUnit.MINUTES);
        int before = reads.get();
        for (int change = 0; change < 100; change++) {
            List<CompletableFuture<Optional<Order>>> watchers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                watchers.add(ask(order));
            }
            assertThat(watchers).noneMatch(CompletableFuture::isDone);
            Order next = samples.next(order, order.version() + 1);
            news.shown(next);
            for (CompletableFuture<Optional<Order>> each : watchers) {
                assertThat(each.get(1, TimeUnit.MINUTES)).contains(next);
            }
            order = next;
        }
        assertThat(reads.get()).isEqualTo(before);
        assertThat(news.waiting()).isZero();
    }

    @Test
    void whoComesLateIsAnsweredAtOnceAndAnOlderStateIsNoNews() {
        Order order = kept();
        CompletableFuture<Optional<Order>> early = ask(order);
        Order next = samples.next(order, order.version() + 1);
        news.shown(next);
        news.shown(order);
        assertThat(early).isCompletedWithValue(Optional.of(next));
        assertThat(ask(order)).isCompletedWithValue(Optional.of(next));
        assertThat(ask(next)).isNotDone();
    }

    @Test
    void nothingIsAnsweredWhereNothingHappens() {
        Order order = kept();
        assertThat(news.after(order.id(), order.version(), MANAGER, Duration.ZERO)
                        .toCompletableFuture()
                        .join())
                .isEmpty();
    }

    @Test
    void whenTheSchedulerEndsAllWhoWaitAndAllWhoComeAreSentAway() {
        Order order = kept();
        CompletableFuture<Optional<Order>> waiter = ask(order);
        assertThat(waiter).isNotDone();
        news.close();
        assertThat(waiter).isCompletedWithValue(Optional.empty());
        assertThat(ask(order)).isCompletedWithValue(Optional.empty());
        assertThat(news.waiting()).isZero();
    }

    @Test
    void whatACallerMayNotSeeIsNotThere() {
        Order order = kept();
        Actor stranger = new Actor("eve", Role.MEMBER);
        assertThatThrownBy(() -> news.after(order.id(), 0, stranger, LONG))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("is not known");
        assertThatThrownBy(() -> news.after(samples.order(Instant.now()).id(), 0, MANAGER, LONG))
                .isInstanceOf(ProblemException.class);
        CompletableFuture<Optional<Order>> waiter = ask(order);
        news.gone(order.id());
        assertThat(waiter).isCompletedExceptionally();
        assertThat(news.waiting()).isZero();
    }

    @Test
    void onASharedStoreEachWaitBeginsWithALook() {
        OrderNews shared = new OrderNews(store, true);
        Order order = kept();
        Order next = samples.next(order, order.version() + 1);
        CompletableFuture<Optional<Order>> first =
                shared.after(order.id(), order.version(), MANAGER, LONG).toCompletableFuture();
        assertThat(first.join()).as("cut short").isEmpty();
        memory.replace(next);
        assertThat(shared.after(order.id(), order.version(), MANAGER, LONG)
                        .toCompletableFuture()
                        .join())
                .contains(next);
    }

    @Test
    void whatNobodyWaitsForIsForgotten() {
        for (int i = 0; i < 3 * OrderNews.KEPT; i++) {
            ask(kept(), 0);
        }
        assertThat(news.remembered()).isLessThanOrEqualTo(OrderNews.KEPT + 1);
    }

    private Order kept() {
        Order order = samples.order(Instant.now());
        memory.insert(order);
        return order;
    }

    private CompletableFuture<Optional<Order>> ask(Order order) {
        return ask(order, order.version());
    }

    private CompletableFuture<Optional<Order>> ask(Order order, long after) {
        return news.after(order.id(), after, MANAGER, LONG).toCompletableFuture();
    }
}
