package org.cardpress.scheduler.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.scheduler.dispatch.Floor;
import org.cardpress.scheduler.lifecycle.Event;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.store.OrderStore;
import org.junit.jupiter.api.Test;

class OrderMovesTest {
    private final Floor floor = new Floor();
    private final AtomicInteger racesToLose = new AtomicInteger();

    /** The real store in memory, on which somebody else is faster for a while. */
    private OrderMoves contested() {
        OrderStore slow = (OrderStore) Proxy.newProxyInstance(
                OrderStore.class.getClassLoader(),
                new Class<?>[] {OrderStore.class},
                (proxy, method, args) -> method.getName().equals("replace") && racesToLose.getAndDecrement() > 0
                        ? Boolean.FALSE
                        : method.invoke(floor.store, args));
        return new OrderMoves(slow, floor.lifecycle, floor.clock, List.of());
    }

    @Test
    void aLostRaceIsRunAgain() {
        Order order = floor.place(1, 0, null);
        racesToLose.set(3);
        assertThat(contested()
                        .move(order.id(), new Event.CancelAsked("ada"))
                        .accepted()
                        .status())
                .isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void tooManyLostRacesAreToldAndNothingIsChanged() {
        Order order = floor.place(1, 0, null);
        racesToLose.set(1000);
        assertThatThrownBy(() -> contested().move(order.id(), new Event.CancelAsked("ada")))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(floor.store.find(order.id())).contains(order);
    }

    /** The real store in memory, which counts. */
    private OrderMoves counted(AtomicInteger reads) {
        OrderStore counting = (OrderStore) Proxy.newProxyInstance(
                OrderStore.class.getClassLoader(), new Class<?>[] {OrderStore.class}, (proxy, method, args) -> {
                    if (method.getName().equals("find")) {
                        reads.incrementAndGet();
                    }
                    return method.invoke(floor.store, args);
                });
        return new OrderMoves(counting, floor.lifecycle, floor.clock, List.of());
    }

    @Test
    void manyMovesOfOneOrderReadItOnce() {
        AtomicInteger reads = new AtomicInteger();
        OrderMoves moves = counted(reads);
        Order order = floor.place(200, 0, null);
        for (int i = 0; i < 50; i++) {
            moves.move(order.id(), new Event.LinkMade(GuestAct.STATUS, floor.clock.instant(), "ada"))
                    .accepted();
        }
        assertThat(reads.get()).isEqualTo(1);
        assertThat(floor.store.find(order.id()).orElseThrow().version()).isEqualTo(order.version() + 50);
    }

    @Test
    void whatIsRememberedIsNotBelievedAgainstTheStore() {
        AtomicInteger reads = new AtomicInteger();
        OrderMoves here = counted(reads);
        OrderMoves there = counted(new AtomicInteger());
        Order order = floor.place(1, 0, null);
        here.move(order.id(), new Event.LinkMade(GuestAct.STATUS, floor.clock.instant(), "ada"));
        there.move(order.id(), new Event.CancelAsked("eve"));
        assertThat(here.move(order.id(), new Event.LinksWithdrawn("ada"))
                        .accepted()
                        .status())
                .isEqualTo(OrderStatus.CANCELED);
        assertThat(reads.get()).isEqualTo(2);
    }

    @Test
    void aRefusalRestsOnWhatTheStoreHas() {
        AtomicInteger reads = new AtomicInteger();
        OrderMoves here = counted(reads);
        Order order = floor.place(1, 0, null);
        here.move(order.id(), new Event.LinkMade(GuestAct.STATUS, floor.clock.instant(), "ada"));
        assertThat(here.move(order.id(), new Event.ShipAsked("DHL", "ada")).isRefused())
                .isTrue();
        assertThat(reads.get()).isEqualTo(2);
    }
}
