package org.cardpress.scheduler.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.Stage;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link OrderStore} promises. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class OrderStoreContract {
    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00.123Z");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final OrderSamples samples = new OrderSamples(random);

    /** A store without any order; called before each test. */
    protected abstract OrderStore emptyStore() throws Exception;

    private OrderStore store = new InMemoryOrderStore();

    @BeforeEach
    void openStore() throws Exception {
        System.out.println(getClass().getSimpleName() + " seed=" + seed);
        store = emptyStore();
    }

    @Test
    void anOrderIsFoundAsItWasInserted() {
        for (int i = 0; i < 50; i++) {
            Order order = samples.order(NOW.plusMillis(i));
            assertThat(store.insert(order)).isTrue();
            assertThat(store.find(order.id())).contains(order);
        }
    }

    @Test
    void aReplacedOrderIsFoundAsItWasReplaced() {
        Order first = samples.order(NOW);
        store.insert(first);
        for (int i = 0; i < 30; i++) {
            Order next = samples.next(first, i + 2);
            assertThat(store.replace(next)).isTrue();
            assertThat(store.find(first.id())).contains(next);
        }
    }

    @Test
    void ordersAreFoundByTheKeyOfTheirImageAndSoIsWhatTheyBorrowed() {
        Order own = samples.withBuild(samples.order(NOW), new Order.Build("k", "maker/1", null));
        ImageRef image = new ImageRef("n", "/images/a/n.img.zst", 1, "s", "/images/a/n.bmap", 1, "s", 1, "s", 1);
        Order borrower = samples.withBuild(samples.order(NOW.plusMillis(1)), new Order.Build("k", null, image));
        Order other = samples.withBuild(samples.order(NOW.plusMillis(2)), new Order.Build("other", null, null));
        List<Order> all = List.of(own, borrower, other);
        all.forEach(store::insert);
        store.insert(samples.order(NOW.plusMillis(3)));

        assertThat(store.find(borrower.id())).contains(borrower);
        assertThat(store.withBuildKey("k"))
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .filter(each -> each != other && !each.isFinal())
                        .toList());
        assertThat(store.withBuildKey("none")).isEmpty();
        assertThat(store.borrowedDirectories()).isEqualTo(borrower.isFinal() ? Set.of() : Set.of("/images/a/"));
    }

    @Test
    void aSecondInsertOfAnIdChangesNothing() {
        Order first = samples.order(NOW);
        store.insert(first);
        assertThat(store.insert(samples.withId(samples.order(NOW), first.id()))).isFalse();
        assertThat(store.find(first.id())).contains(first);
    }

    @Test
    void anUnknownIdIsNotFoundReplacedOrDeleted() {
        Order unknown = samples.order(NOW);
        assertThat(store.find(unknown.id())).isEmpty();
        assertThat(store.replace(unknown)).isFalse();
        assertThat(store.delete(unknown.id(), 1)).isFalse();
        assertThat(store.find(unknown.id())).isEmpty();
    }

    @Test
    void onlyTheVersionBeforeIsReplacedAndOnlyTheSameVersionDeleted() {
        Order first = samples.order(NOW);
        store.insert(first);
        assertThat(store.replace(samples.next(first, 1))).isFalse();
        assertThat(store.replace(samples.next(first, 3))).isFalse();
        assertThat(store.find(first.id())).contains(first);
        assertThat(store.delete(first.id(), 2)).isFalse();
        assertThat(store.find(first.id())).contains(first);
        assertThat(store.delete(first.id(), 1)).isTrue();
        assertThat(store.find(first.id())).isEmpty();
    }

    @Test
    void ofManyRacingReplacementsEachVersionIsWonOnce() throws Exception {
        Order first = samples.order(NOW);
        store.insert(first);
        int threads = 8;
        int wins = 25;
        AtomicLong lost = new AtomicLong();
        Callable<Integer> racer = () -> {
            int won = 0;
            while (won < wins && !Thread.currentThread().isInterrupted()) {
                Order now = store.find(first.id()).orElseThrow();
                if (store.replace(samples.withPriority(now, now.version() + 1, now.priority() + 1))) {
                    won++;
                } else {
                    lost.incrementAndGet();
                }
            }
            return won;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<Integer> done : pool.invokeAll(Collections.nCopies(threads, racer))) {
                assertThat(done.get()).isEqualTo(wins);
            }
        } finally {
            pool.shutdownNow();
        }
        Order last = store.find(first.id()).orElseThrow();
        assertThat(last.version()).as("seed %d, lost races %s", seed, lost).isEqualTo(1 + threads * wins);
        assertThat(last.priority()).isEqualTo(first.priority() + threads * wins);
    }

    @Test
    void pagesAreNewestFirstAndMissNoneWhileNewOnesArrive() {
        List<Order> orders = insertSome(25);
        Collections.reverse(orders);
        assertThat(store.list(OrderFilter.ALL, 0, 10)).isEqualTo(orders.subList(0, 10));
        assertThat(store.list(OrderFilter.ALL, 20, 10)).isEqualTo(orders.subList(20, 25));
        assertThat(store.list(OrderFilter.ALL, 25, 10)).isEmpty();
        store.insert(samples.order(NOW.plusSeconds(9)));
        assertThat(store.list(OrderFilter.ALL, 11, 10)).isEqualTo(orders.subList(10, 20));
    }

    @Test
    void aFilterShowsExactlyWhatMatches() {
        List<Order> orders = insertSome(40);
        Collections.reverse(orders);
        Order some = orders.get(random.nextInt(orders.size()));
        List<OrderFilter> filters = List.of(
                OrderFilter.ALL,
                new OrderFilter(Set.of(some.status()), null, null, null, null),
                new OrderFilter(EnumSet.allOf(OrderStatus.class), some.kind(), null, null, null),
                new OrderFilter(Set.of(), OrderKind.LINK, some.createdBy(), null, null),
                new OrderFilter(Set.of(), null, some.createdBy(), some.channel(), null),
                new OrderFilter(
                        Set.of(), null, null, null, some.name().substring(1, 4).toUpperCase(java.util.Locale.ROOT)),
                new OrderFilter(Set.of(), null, null, null, some.id().value().substring(0, 12)),
                new OrderFilter(Set.of(), null, null, null, ".*"),
                new OrderFilter(Set.of(), null, "nobody", null, null),
                new OrderFilter(Set.of(), null, null, null, null, "organisation1", null),
                new OrderFilter(
                        Set.of(), null, null, null, null, null, some.id().value()));
        for (OrderFilter filter : filters) {
            List<Order> expected = orders.stream().filter(filter::matches).toList();
            assertThat(store.list(filter, 0, 100))
                    .as("%s, seed %d", filter, seed)
                    .isEqualTo(expected);
            assertThat(store.count(filter)).as("%s, seed %d", filter, seed).isEqualTo(expected.size());
            assertThat(store.list(filter, 1, 2))
                    .isEqualTo(expected.stream().skip(1).limit(2).toList());
        }
    }

    @Test
    void openTasksAreThePendingOnesOfAllOrders() {
        List<Order> orders = insertSome(20);
        Order changed = samples.next(orders.get(3), 2);
        store.replace(changed);
        orders.set(3, changed);
        store.delete(orders.remove(5).id(), 1);
        List<OpenTask> expected =
                orders.stream().flatMap(order -> OpenTask.of(order).stream()).toList();
        assertThat(store.openTasks()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(expected)
                .as("one for each task that is pending and not worked on")
                .hasSize((int) orders.stream()
                        .flatMap(order -> order.tasks().stream())
                        .filter(task -> task.stage() == Stage.PENDING && task.lease() == null)
                        .count());
    }

    @Test
    void activeOrdersAreThoseToWhichSomethingMayHappenByItself() {
        List<Order> orders = insertSome(30);
        for (int i = 0; i < 10; i++) {
            Order changed = samples.next(orders.get(i), 2);
            store.replace(changed);
            orders.set(i, changed);
        }
        List<Order> seen = new ArrayList<>();
        store.forEachActive(seen::add);
        assertThat(seen)
                .as("seed %d", seed)
                .containsExactlyInAnyOrderElementsOf(
                        orders.stream().filter(Order::isActive).toList());
    }

    @Test
    void aKeyStandsForTheFirstOrderThatReservedIt() {
        OrderId first = OrderId.fresh(NOW, random);
        OrderId second = OrderId.fresh(NOW, random);
        assertThat(store.reserveKey("ann", "k", first)).isEqualTo(first);
        assertThat(store.reserveKey("ann", "k", second)).isEqualTo(first);
        assertThat(store.reserveKey("bob", "k", second)).isEqualTo(second);
        assertThat(store.reserveKey("ann", "other", second)).isEqualTo(second);
        assertThat(store.reserveKey("an", "nk", second))
                .as("user and key do not run together")
                .isEqualTo(second);
    }

    private List<Order> insertSome(int count) {
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Order order = samples.order(NOW.plusMillis(i));
            assertThat(store.insert(order)).isTrue();
            orders.add(order);
        }
        return orders;
    }
}
