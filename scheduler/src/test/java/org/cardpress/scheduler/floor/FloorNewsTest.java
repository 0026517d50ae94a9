package org.cardpress.scheduler.floor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.serde.ObjectMapper;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.floor.HostFloor;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.scheduler.TestClock;
import org.cardpress.scheduler.auth.LiveUsers;
import org.cardpress.scheduler.catalog.HostBell;
import org.cardpress.scheduler.catalog.HostRegistry;
import org.cardpress.scheduler.catalog.Hosts;
import org.cardpress.scheduler.catalog.SlotsAside;
import org.cardpress.scheduler.lifecycle.Line;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Host;
import org.cardpress.scheduler.record.Keyed;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.Task;
import org.cardpress.scheduler.record.TaskCards;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.store.InMemoryKeyedStore;
import org.cardpress.scheduler.store.InMemoryOrderStore;
import org.cardpress.scheduler.store.KeyedStore;
import org.cardpress.scheduler.store.OrderStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The invariant: whoever waits is told whenever the slots of a host look different, and the store is not asked for it. */
class FloorNewsTest {
    private static final Actor BOSS = new Actor("boss", Role.MANAGER);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger reads = new AtomicInteger();
    private final TestClock clock = new TestClock(Line.START);
    private final Random random = new Random(5);
    private final InMemoryOrderStore memory = new InMemoryOrderStore();
    private final OrderStore store = counted(OrderStore.class, memory);
    private final KeyedStore<Host> machines = counted(new InMemoryKeyedStore<>());
    private final HostBell bell = new HostBell();
    private final SlotsAside aside = new SlotsAside(counted(new InMemoryKeyedStore<>()), bell, clock);
    private final HostRegistry registry =
            new HostRegistry(machines, aside, new LiveUsers(new InMemoryKeyedStore<>(), clock), bell, clock);
    private final Hosts hosts = new Hosts(machines, registry, bell, clock);
    private final FloorOrders orders = new FloorOrders(store, false, clock);
    private final FloorNews news = news(orders, false);

    private FloorNews news(FloorOrders of, boolean shared) {
        return new FloorNews(of, hosts, aside, bell, ObjectMapper.getDefault(), shared);
    }

    @SuppressWarnings("unchecked")
    private <T> T counted(Class<T> type, T store) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            reads.incrementAndGet();
            return method.invoke(store, args);
        });
    }

    @SuppressWarnings("unchecked")
    private <T extends Keyed> KeyedStore<T> counted(KeyedStore<T> store) {
        return counted(KeyedStore.class, store);
    }

    @BeforeEach
    void addHosts() {
        machines.insert(host("desk", "A", "B"));
        machines.insert(host("bench", "A"));
    }

    @Test
    void aHundredChangesAreToldToTenWatchersWithoutAQuery() throws Exception {
        Order order = kept(write(1, TaskStatus.WRITING, "desk", "A", 0));
        String version = news.now("desk").version();
        int before = reads.get();
        for (int change = 1; change <= 100; change++) {
            List<CompletableFuture<Optional<HostFloor>>> watchers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                watchers.add(ask("desk", version));
            }
            assertThat(watchers).noneMatch(CompletableFuture::isDone);
            order = moved(order, OrderStatus.WRITING, write(1, TaskStatus.WRITING, "desk", "A", change));
            for (CompletableFuture<Optional<HostFloor>> each : watchers) {
                HostFloor floor = each.get(1, TimeUnit.MINUTES).orElseThrow();
                assertThat(task(floor, "A").progress().done()).isEqualTo(change);
                version = floor.version();
            }
        }
        assertThat(reads.get()).isEqualTo(before);
        assertThat(news.waiting()).isZero();
    }

    @Test
    void whereNothingHappensNothingIsAskedAndNothingTold() {
        Order order = kept(write(1, TaskStatus.WRITING, "desk", "A", 7));
        String version = news.now("desk").version();
        int before = reads.get();
        for (int i = 0; i < 10; i++) {
            assertThat(news.after("desk", version, Duration.ZERO, Runnable::run)
                            .toCompletableFuture()
                            .join())
                    .isEmpty();
        }
        CompletableFuture<Optional<HostFloor>> waiter = ask("desk", version);
        // A lease that is renewed is no news, nor is what happens on another host.
        orders.shown(next(order, OrderStatus.WRITING, write(1, TaskStatus.WRITING, "desk", "A", 7)));
        kept(write(1, TaskStatus.WRITING, "bench", "A", 1));
        assertThat(waiter).isNotDone();
        assertThat(reads.get()).isEqualTo(before);
    }

    @Test
    void whenTheSchedulerEndsAllWhoWaitAndAllWhoComeAreSentAway() {
        kept(write(1, TaskStatus.WRITING, "desk", "A", 7));
        String version = news.now("desk").version();
        CompletableFuture<Optional<HostFloor>> waiter = ask("desk", version);
        assertThat(waiter).isNotDone();
        news.close();
        assertThat(waiter).isCompletedWithValue(Optional.empty());
        assertThat(ask("desk", version)).isCompletedWithValue(Optional.empty());
        assertThat(news.waiting()).isZero();
    }

    @Test
    void whatIsDoneToTheHostItselfIsTold() {
        CompletableFuture<Optional<HostFloor>> waiter =
                ask("desk", news.now("desk").version());
        aside.setAside(hosts.get("desk"), "B", "it smokes", BOSS);
        HostFloor out = waiter.join().orElseThrow();
        assertThat(slot(out, "B").aside()).extracting(SlotAside::reason).isEqualTo("it smokes");

        waiter = ask("desk", out.version());
        aside.putBack(hosts.get("desk"), "B", BOSS);
        HostFloor back = waiter.join().orElseThrow();
        assertThat(slot(back, "B").aside()).isNull();

        waiter = ask("desk", back.version());
        hosts.decide("desk", HostStatus.DISABLED, BOSS);
        HostFloor disabled = waiter.join().orElseThrow();
        assertThat(disabled.approved()).isFalse();

        waiter = ask("desk", disabled.version());
        hosts.delete("desk", BOSS);
        assertThat(waiter).isCompletedExceptionally();
        assertThatThrownBy(() -> news.now("desk")).isInstanceOf(ProblemException.class);
        assertThat(news.waiting()).isZero();
    }

    /** An operator beside the third host must not depend on how much work the others have. */
    @Test
    void aHostSeesItsOwnSlotsHoweverManyTasksOthersHave() {
        memory.insert(order(2, OrderStatus.WRITING, write(1, TaskStatus.WAITING_FOR_CARD, "desk", "B", 0)));
        for (int i = 0; i < 120; i++) {
            memory.insert(order(
                    3,
                    OrderStatus.WRITING,
                    IntStream.rangeClosed(1, 5)
                            .mapToObj(number -> write(number, TaskStatus.PENDING, "bench", null, 0))
                            .toArray(Task[]::new)));
        }
        HostFloor desk = news.now("desk");
        assertThat(task(desk, "B").status()).isEqualTo(TaskStatus.WAITING_FOR_CARD);
        assertThat(slot(desk, "A").task()).isNull();
        assertThat(desk.waiting()).isZero();
        assertThat(news.now("bench").waiting()).isEqualTo(600);
    }

    @Test
    void aSlotShowsWhatItWorksOnElseWhatItDidLastUntilThatOrderEnds() {
        Order done = kept(
                write(1, TaskStatus.FAILED_TO_WRITE, "desk", "A", 0),
                write(2, TaskStatus.WRITTEN, "desk", "B", 0),
                write(3, TaskStatus.PENDING, "desk", "B", 0));
        clock.turn(Duration.ofMinutes(1));
        assertThat(task(news.now("desk"), "A").status()).isEqualTo(TaskStatus.FAILED_TO_WRITE);
        assertThat(task(news.now("desk"), "B").status()).isEqualTo(TaskStatus.WRITTEN);
        assertThat(news.now("desk").waiting()).isEqualTo(1);

        Order other = kept(write(1, TaskStatus.WRITING, "desk", "A", 0));
        assertThat(task(news.now("desk"), "A").orderId()).isEqualTo(other.id().value());
        assertThat(Objects.requireNonNull(slot(news.now("desk"), "A").order()).leastCard())
                .isEqualTo(100);

        moved(done, OrderStatus.CANCELED);
        orders.gone(other.id());
        assertThat(news.now("desk").slots())
                .allSatisfy(slot -> assertThat(slot.task()).isNull());
    }

    @Test
    void anOrderThatIsReadyToShipIsToldOnEveryFloor() {
        Order order = kept(write(1, TaskStatus.WRITING, "desk", "A", 0));
        CompletableFuture<Optional<HostFloor>> elsewhere =
                ask("bench", news.now("bench").version());
        Order ready = moved(order, OrderStatus.PENDING_SHIPMENT, write(1, TaskStatus.WRITTEN, "desk", "A", 0));
        assertThat(elsewhere.join().orElseThrow().toShip())
                .extracting(HostFloor.Order::id)
                .containsExactly(order.id().value());
        moved(ready, OrderStatus.SHIPPED, write(1, TaskStatus.WRITTEN, "desk", "A", 0));
        assertThat(news.now("bench").toShip()).isEmpty();
    }

    @Test
    void aRestartedSchedulerKnowsTheSameVersionAndAnotherIsAnsweredAtOnce() {
        Order order = kept(write(1, TaskStatus.WRITING, "desk", "A", 3));
        String version = news.now("desk").version();
        FloorOrders again = new FloorOrders(store, false, clock);
        FloorNews restarted = news(again, false);
        assertThat(restarted.now("desk")).isEqualTo(news.now("desk"));
        assertThat(restarted.after("desk", version, LONG, Runnable::run).toCompletableFuture())
                .isNotDone();

        memory.replace(next(order, OrderStatus.WRITING, write(1, TaskStatus.WRITING, "desk", "A", 4)));
        FloorNews later = news(new FloorOrders(store, false, clock), false);
        assertThat(later.after("desk", version, LONG, Runnable::run)
                        .toCompletableFuture()
                        .join())
                .isPresent();
    }

    @Test
    void onASharedStoreAWaitBeginsWithALookAtMostEveryHalfSecond() {
        FloorNews shared = news(new FloorOrders(store, true, clock), true);
        Order order = kept(write(1, TaskStatus.WRITING, "desk", "A", 1));
        String version = shared.now("desk").version();
        assertThat(ask(shared, version).join()).as("cut short").isEmpty();
        memory.replace(next(order, OrderStatus.WRITING, write(1, TaskStatus.WRITING, "desk", "A", 2)));
        assertThat(ask(shared, version).join()).as("read a moment ago").isEmpty();
        clock.turn(FloorOrders.FRESH);
        HostFloor floor = ask(shared, version).join().orElseThrow();
        assertThat(task(floor, "A").progress().done()).isEqualTo(2);
        memory.delete(order.id(), 2);
        clock.turn(FloorOrders.FRESH);
        assertThat(slot(ask(shared, floor.version()).join().orElseThrow(), "A").task())
                .isNull();
    }

    /** What leaves while the store is read by pages must neither hide another nor come back. */
    @Test
    void ordersThatMoveWhileTheStoreIsReadAreAllSeenAsTheyAre() {
        List<Order> all = IntStream.range(0, 160)
                .mapToObj(i -> order(1, OrderStatus.WRITING, write(1, TaskStatus.PENDING, "desk", null, 0)))
                .peek(memory::insert)
                .toList();
        FloorOrders[] reader = new FloorOrders[1];
        AtomicInteger pages = new AtomicInteger();
        OrderStore moving = (OrderStore) Proxy.newProxyInstance(
                OrderStore.class.getClassLoader(), new Class<?>[] {OrderStore.class}, (proxy, method, args) -> {
                    Object page = method.invoke(memory, args);
                    if (pages.incrementAndGet() == 1) {
                        all.stream()
                                .skip(100)
                                .forEach(order -> reader[0].shown(replaced(next(order, OrderStatus.CANCELED))));
                    }
                    return page;
                });
        reader[0] = new FloorOrders(moving, false, clock);
        assertThat(reader[0].at("desk").waiting()).isEqualTo(100);
        assertThat(pages.get()).isGreaterThan(2);
    }

    @Test
    void namesThatNobodyHasAreRefusedAndForgotten() {
        for (int i = 0; i < 100; i++) {
            String name = "nobody" + i;
            assertThatThrownBy(() -> ask(name, "x")).isInstanceOf(ProblemException.class);
        }
        assertThat(news.waiting()).isZero();
        assertThat(news.remembered()).isLessThan(5);
    }

    private CompletableFuture<Optional<HostFloor>> ask(String host, String version) {
        return news.after(host, version, LONG, Runnable::run).toCompletableFuture();
    }

    private static CompletableFuture<Optional<HostFloor>> ask(FloorNews of, String version) {
        return of.after("desk", version, LONG, Runnable::run).toCompletableFuture();
    }

    private Order kept(Task... tasks) {
        Order order = order(1, OrderStatus.WRITING, tasks);
        memory.insert(order);
        orders.shown(order);
        return order;
    }

    private Order moved(Order before, OrderStatus status, Task... tasks) {
        Order next = replaced(next(before, status, tasks));
        orders.shown(next);
        return next;
    }

    private Order replaced(Order next) {
        assertThat(memory.replace(next)).isTrue();
        return next;
    }

    private static TaskView task(HostFloor floor, String slot) {
        return Objects.requireNonNull(slot(floor, slot).task());
    }

    private static HostFloor.Slot slot(HostFloor floor, String name) {
        return floor.slots().stream()
                .filter(slot -> slot.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Host host(String name, String... slots) {
        return new Host(
                name,
                1,
                HostStatus.APPROVED,
                "press",
                List.of(TaskKind.WRITE),
                List.of(slots),
                0,
                List.of(),
                clock.instant(),
                null);
    }

    private Order order(int quantity, OrderStatus status, Task... tasks) {
        return order(OrderId.fresh(clock.instant(), random), 1, quantity, status, tasks);
    }

    private Order next(Order before, OrderStatus status, Task... tasks) {
        return order(before.id(), before.version() + 1, before.quantity(), status, tasks);
    }

    private Order order(OrderId id, long version, int quantity, OrderStatus status, Task... tasks) {
        return new Order(
                id,
                version,
                OrderKind.CARDS,
                status,
                "clinic",
                "ada",
                null,
                "default",
                "main",
                null,
                0,
                quantity,
                null,
                14,
                null,
                Line.config(),
                Stream.of(tasks).map(task -> of(id, task)).toList(),
                Line.image(id),
                null,
                false,
                null,
                null,
                List.of(),
                List.of(),
                Line.START,
                clock.instant());
    }

    /** A task of an order that is yet to be named. */
    private Task write(int number, TaskStatus status, String host, @Nullable String slot, long done) {
        TaskId id = new TaskId(new OrderId("0".repeat(20)), TaskKind.WRITE, number);
        return task(id, status, host, slot, new Progress(done, 100, 0, null), clock.instant());
    }

    private static Task of(OrderId order, Task like) {
        TaskId id = new TaskId(order, like.kind(), like.id().number());
        return task(
                id, like.status(), Objects.requireNonNull(like.host()), like.slot(), like.progress(), like.statusAt());
    }

    private static Task task(
            TaskId id, TaskStatus status, String host, @Nullable String slot, Progress progress, Instant statusAt) {
        return new Task(
                id,
                status,
                id.number(),
                1,
                3,
                0,
                0,
                Line.START,
                null,
                null,
                host,
                slot,
                progress,
                null,
                null,
                List.of(),
                TaskCards.NONE,
                false,
                Line.START,
                statusAt);
    }
}
