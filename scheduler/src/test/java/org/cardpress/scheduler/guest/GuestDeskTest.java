package org.cardpress.scheduler.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.GuestLink;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.scheduler.auth.SigningKey;
import org.cardpress.scheduler.dispatch.Floor;
import org.cardpress.scheduler.lifecycle.Line;
import org.cardpress.scheduler.record.Actor;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestDeskTest {
    private static final Actor ADA = new Actor("ada", Role.MANAGER);
    private static final Actor OLGA = new Actor("olga", Role.OPERATOR);

    @TempDir
    private Path state;

    private final Floor floor = new Floor();
    private final Order order = Line.orderToShip();
    private GuestDesk desk;

    @BeforeEach
    void fill() {
        desk = desk("link.key");
        floor.store.insert(order);
    }

    @Test
    void aTicketShowsItsOrderUntilItEnds() {
        GuestLink link = make(GuestAct.STATUS, 2);
        assertThat(desk.look(link.ticket()).order()).isEqualTo(stored());

        floor.clock.turn(Duration.ofDays(2).minusSeconds(1));
        assertThat(desk.look(link.ticket()).ticket().act()).isEqualTo(GuestAct.STATUS);
        floor.clock.turn(Duration.ofSeconds(1));
        assertThat(refusal(() -> desk.look(link.ticket())).code()).isEqualTo(ErrorCode.GONE);
    }

    @Test
    void aTicketIsForOneActOnly() {
        String status = make(GuestAct.STATUS, null).ticket();
        assertThat(refusal(() -> desk.shipped(status, "DHL")).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(refusal(() -> desk.arrived(status, "")).code()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(stored().status()).isEqualTo(OrderStatus.PENDING_SHIPMENT);
    }

    @Test
    void withdrawnTicketsAreOverAndLaterOnesHold() {
        String before = make(GuestAct.STATUS, null).ticket();
        desk.withdraw(order.id(), OLGA);
        String after = make(GuestAct.STATUS, null).ticket();

        assertThat(refusal(() -> desk.look(before)).code()).isEqualTo(ErrorCode.GONE);
        assertThat(desk.look(after).order().guests().withdrawn()).isEqualTo(1);
    }

    /** Else one could learn which orders there are. */
    @Test
    void whoHoldsNoTicketIsToldTheSameOfOrdersThatExistAndThatDoNot() {
        String foreign = desk("other.key")
                .make(order, new GuestLink.Wanted(GuestAct.STATUS, null), ADA)
                .ticket();
        String nowhere = foreign.replace(order.id().value(), "01hk50000000000000zz");

        ProblemException one = refusal(() -> desk.look(foreign));
        ProblemException other = refusal(() -> desk.look(nowhere));
        assertThat(one.code()).isEqualTo(ErrorCode.NOT_FOUND).isEqualTo(other.code());
        assertThat(one).hasMessage(other.getMessage());
    }

    @Test
    void aDeletedOrdersTicketIsOver() {
        String ticket = make(GuestAct.STATUS, null).ticket();
        floor.store.delete(order.id(), stored().version());
        assertThat(refusal(() -> desk.look(ticket)).code()).isEqualTo(ErrorCode.GONE);
    }

    @Test
    void whoPacksShipsAndWhoReceivesConfirmsEachOnce() {
        String packer = make(GuestAct.SHIPMENT, null).ticket();
        String recipient = make(GuestAct.ARRIVAL, null).ticket();
        assertThat(refusal(() -> desk.arrived(recipient, "too early")).code()).isEqualTo(ErrorCode.CONFLICT);
        assertThat(refusal(() -> desk.shipped(packer, " ")).code()).isEqualTo(ErrorCode.MALFORMED);
        assertThat(refusal(() -> desk.shipped(packer, null)).code()).isEqualTo(ErrorCode.MALFORMED);
        assertThat(refusal(() -> desk.shipped(packer, "x".repeat(2001))).code()).isEqualTo(ErrorCode.MALFORMED);
        assertThat(refusal(() -> desk.shipped(packer, "x\0")).code()).isEqualTo(ErrorCode.MALFORMED);

        desk.shipped(packer, "DHL 1");
        desk.shipped(packer, "DHL 2");
        desk.arrived(recipient, null);
        desk.arrived(recipient, "again");

        Order.Shipped shipped = Objects.requireNonNull(stored().shipped());
        assertThat(shipped.details()).isEqualTo("DHL 1");
        assertThat(shipped.by()).isEqualTo("link for shipment");
        assertThat(Objects.requireNonNull(stored().guests().arrival()).note()).isEmpty();
        assertThat(stored().history())
                .extracting(Order.HistoryEntry::who)
                .contains("ada", "link for shipment", "link for arrival");
    }

    @Test
    void aDownloadIsSharedOnlyByThoseWhoSeeIt() {
        OrderId id = new OrderId("01hk50000000000000ac");
        Order link = floor.moves.open(Line.opening(id, OrderKind.LINK, 0));
        GuestLink.Wanted wanted = new GuestLink.Wanted(GuestAct.DOWNLOAD, null);

        assertThat(refusal(() -> desk.make(link, wanted, OLGA)).code()).isEqualTo(ErrorCode.NOT_ALLOWED);
        assertThat(desk.make(link, wanted, ADA).expiresAt())
                .isEqualTo(floor.clock.instant().plus(Duration.ofDays(30)));
    }

    @Test
    void aLinkLivesAYearAtMost() {
        for (int days : new int[] {Integer.MIN_VALUE, -1, 0, 366, Integer.MAX_VALUE}) {
            assertThat(refusal(() -> make(GuestAct.STATUS, days)).code()).isEqualTo(ErrorCode.MALFORMED);
        }
        make(GuestAct.STATUS, 365);
    }

    @Test
    void noTicketIsInTheWordsOfALog() {
        GuestLink link = make(GuestAct.STATUS, null);
        assertThat(link.toString() + new GuestLink.Use(link.ticket(), "x") + stored())
                .doesNotContain(link.ticket())
                .doesNotContain(link.ticket().substring(link.ticket().lastIndexOf('.')));
    }

    private GuestLink make(GuestAct act, @Nullable Integer days) {
        return desk.make(stored(), new GuestLink.Wanted(act, days), ADA);
    }

    private Order stored() {
        return floor.store.find(order.id()).orElseThrow();
    }

    private GuestDesk desk(String key) {
        SigningKey signing = SigningKey.from(state.resolve(key), new SecureRandom());
        return new GuestDesk(new TicketSigner(signing), floor.store, floor.moves, floor.clock);
    }

    private static ProblemException refusal(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call);
    }
}
