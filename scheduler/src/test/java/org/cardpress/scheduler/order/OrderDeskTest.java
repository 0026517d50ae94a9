package org.cardpress.scheduler.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.PlaceOrder;
import org.cardpress.protocol.order.Recipient;
import org.cardpress.protocol.organisation.Amount;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.scheduler.dispatch.Floor;
import org.cardpress.scheduler.lifecycle.Event;
import org.cardpress.scheduler.lifecycle.Line;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.TaskId;
import org.cardpress.scheduler.store.InMemoryTaskLogStore;
import org.cardpress.scheduler.store.OrderFilter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OrderDeskTest {
    private static final Actor ADA = new Actor("ada", Role.MANAGER);

    private final Floor floor = new Floor();
    private final InMemoryTaskLogStore logs = new InMemoryTaskLogStore();
    private final Purse purse = new Purse();
    private final OrderDesk desk = new OrderDesk(
            floor.store,
            floor.moves,
            logs,
            new Shop(),
            config -> config,
            (config, by) -> config,
            purse,
            BuildKeys.NONE,
            floor.clock,
            new Random(7));

    private static final class Shop implements Places {
        @Override
        public Optional<String> channel(@Nullable String slug) {
            return slug == null || slug.equals("shop") ? Optional.of("shop") : Optional.empty();
        }

        @Override
        public Optional<String> warehouse(@Nullable String slug) {
            return slug == null || slug.equals("main") ? Optional.of("main") : Optional.empty();
        }

        @Override
        public boolean knowsHost(String name) {
            return name.equals("press");
        }
    }

    /** Has room for three cards; remembers what it was told. */
    private static final class Purse implements Budget {
        private final Map<OrderId, Amount> held = new HashMap<>();

        @Override
        public void reserve(String organisation, OrderId order, Amount amount) {
            if (amount.cards() > 3) {
                throw new ProblemException(ErrorCode.CONFLICT, "organisation " + organisation + " has 3 cards left");
            }
            held.put(order, amount);
        }

        @Override
        public void settle(Order order) {
            held.remove(order.id());
        }
    }

    private static PlaceOrder cards(@Nullable String key, @Nullable Integer quantity) {
        return new PlaceOrder(
                key, OrderKind.CARDS, null, quantity, null, null, null, null, null, null, null, Line.config());
    }

    private static Order cancelled(OrderDesk desk, OrderId id) {
        return desk.cancel(id, ADA);
    }

    @Test
    void anOrderIsPlacedWithWhatItLeavesOpenFilledIn() {
        Order order = desk.place(cards(null, 3), ADA);
        assertThat(order.status()).isEqualTo(OrderStatus.CREATED);
        assertThat(order.name()).isEqualTo("clinic");
        assertThat(order.channel()).isEqualTo("shop");
        assertThat(order.warehouse()).isEqualTo("main");
        assertThat(order.quantity()).isEqualTo(3);
        assertThat(order.createdBy()).isEqualTo("ada");
        assertThat(floor.store.find(order.id())).contains(order);
    }

    @Test
    void everyProblemIsToldAtOnce() {
        HotspotConfig config = new HotspotConfig(9, "", new BaseImage("gopher://x", null), 1L, List.of(), Map.of());
        PlaceOrder wrong = new PlaceOrder(
                null,
                OrderKind.CARDS,
                "n".repeat(201),
                0,
                5L,
                3,
                "nowhere",
                "nowhere",
                "nobody",
                101,
                new Recipient(" ", "no address", null, null, null),
                config);
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> desk.place(wrong, ADA));
        assertThat(refusal.code()).isEqualTo(ErrorCode.MALFORMED);
        assertThat(refusal.details())
                .extracting(Problem.Detail::path)
                .contains(
                        "name",
                        "quantity",
                        "cardSize",
                        "linkDays",
                        "priority",
                        "channel",
                        "warehouse",
                        "host",
                        "recipient.name",
                        "recipient.email",
                        "config.schema",
                        "config.name",
                        "config.base.url",
                        "config.size");
        assertThat(refusal.details())
                .filteredOn(detail -> detail.path().equals("quantity"))
                .singleElement()
                .satisfies(detail -> assertThat(detail.message()).isEqualTo("0 (expected 1 to 200)"));
    }

    @Test
    void quantityIsFromOneToTwoHundred() {
        assertThat(desk.place(cards(null, 1), ADA).quantity()).isEqualTo(1);
        assertThat(desk.place(cards(null, 200), ADA).quantity()).isEqualTo(200);
        for (Integer wrong : new Integer[] {0, -1, 201, null}) {
            assertThatThrownBy(() -> desk.place(cards(null, wrong), ADA))
                    .isInstanceOf(ProblemException.class)
                    .hasMessage("quantity " + wrong + " (expected 1 to 200)");
        }
    }

    @Test
    void aLinkHasNoCards() {
        PlaceOrder link = new PlaceOrder(
                null, OrderKind.LINK, "l", 2, 1L << 33, 366, null, null, "press", null, null, Line.config());
        ProblemException refusal = catchThrowableOfType(ProblemException.class, () -> desk.place(link, ADA));
        assertThat(refusal.details())
                .extracting(Problem.Detail::path)
                .containsExactly("quantity", "cardSize", "host", "linkDays");
    }

    @Test
    void theSameKeyOfTheSameUserIsTheSameOrder() {
        Order first = desk.place(cards("k1", 1), ADA);
        assertThat(desk.place(cards("k1", 2), ADA)).isEqualTo(first);
        assertThat(desk.place(cards("k1", 1), new Actor("bob", Role.MEMBER)).id())
                .isNotEqualTo(first.id());
        assertThat(desk.place(cards("k2", 1), ADA).id()).isNotEqualTo(first.id());
    }

    @Test
    void aKeyThatWasReservedBeforeACrashIsTakenUpAgain() {
        OrderId reserved = OrderId.fresh(floor.clock.instant(), new Random(1));
        floor.store.reserveKey("ada", "k", reserved);
        assertThat(desk.place(cards("k", 1), ADA).id()).isEqualTo(reserved);
    }

    @Test
    void anOrderIsDeletedOnlyWhenNothingOfItIsLeft() {
        Order order = desk.place(cards(null, 1), ADA);
        assertThatThrownBy(() -> desk.delete(order.id(), ADA)).hasMessageContaining("is created (expected shipped");
        floor.claim(Floor.request("maker", TaskKind.CREATE)).ifPresent(floor::succeed);
        Order canceled = cancelled(desk, order.id());
        assertThatThrownBy(() -> desk.delete(order.id(), ADA)).hasMessageContaining("has files in warehouse main");
        logs.append(new TaskId(order.id(), TaskKind.CREATE, 1), 1, 0, "log");
        desk.imageRemoved(order.id(), ADA);
        canceled.effects().forEach(owed -> floor.moves.move(order.id(), new Event.EffectDone(owed.key())));
        desk.delete(order.id(), ADA);
        assertThat(floor.store.find(order.id())).isEmpty();
        assertThat(logs.read(new TaskId(order.id(), TaskKind.CREATE, 1), 1, 0, 10))
                .isEmpty();
    }

    @Test
    void anOrderOfAMemberIsTheOrganisationsAndHoldsItsCost() {
        Actor mia = new Actor("mia", Role.MEMBER, "mali");
        Order order = desk.place(cards(null, 2), mia);
        assertThat(order.organisation()).isEqualTo("mali");
        assertThat(purse.held).containsExactly(Map.entry(order.id(), new Amount(2, 0)));
        assertThatThrownBy(() -> desk.place(cards("big", 4), mia)).hasMessageContaining("3 cards left");
        assertThat(floor.store.list(OrderFilter.ALL, 0, 10)).containsExactly(order);
        assertThat(desk.place(cards(null, 9), ADA).organisation()).isNull();
    }

    @Test
    void aFailedOrderHoldsAgainWhenItIsTriedAgain() {
        Order order = desk.place(cards(null, 2), new Actor("mia", Role.MEMBER, "mali"));
        Claim claim = floor.claim(Floor.request("maker", TaskKind.CREATE)).orElseThrow();
        floor.fail(claim);
        purse.settle(order);
        assertThatThrownBy(() -> desk.retry(order.id(), new TaskId(order.id(), TaskKind.WRITE, 1), ADA))
                .isInstanceOf(ProblemException.class);
        assertThat(purse.held).as("refused: nothing is held").isEmpty();
        desk.retry(order.id(), null, ADA);
        assertThat(purse.held).containsKey(order.id());
    }

    @Test
    void aRefusalOfLifecycleIsToldToTheCaller() {
        Order order = desk.place(cards(null, 1), ADA);
        assertThatThrownBy(() -> desk.ship(order.id(), "x", ADA))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.CONFLICT))
                .hasMessageEndingWith("is created (expected pending_shipment)");
        assertThatThrownBy(() -> desk.cancel(OrderId.fresh(floor.clock.instant(), new Random(3)), ADA))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.NOT_FOUND));
    }
}
