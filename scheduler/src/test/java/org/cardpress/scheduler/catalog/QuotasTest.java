package org.cardpress.scheduler.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.organisation.Amount;
import org.cardpress.protocol.organisation.LedgerEntry;
import org.cardpress.protocol.organisation.Quota;
import org.cardpress.scheduler.dispatch.Floor;
import org.cardpress.scheduler.lifecycle.Event;
import org.cardpress.scheduler.lifecycle.Line;
import org.cardpress.scheduler.lifecycle.Opening;
import org.cardpress.scheduler.record.Ledger;
import org.cardpress.scheduler.record.Order;
import org.cardpress.scheduler.record.OrderId;
import org.cardpress.scheduler.record.Organisation;
import org.cardpress.scheduler.store.InMemoryKeyedStore;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private static final String MALI = "mali";

    private final Floor floor = new Floor();
    private final InMemoryKeyedStore<Organisation> store = new InMemoryKeyedStore<>();
    private final Quotas quotas = new Quotas(store, floor.store, floor.clock);
    private final Random random = new Random(5);

    private void quota(Quota quota) {
        store.insert(new Organisation(MALI, 1, "Mali", true, quota, Ledger.EMPTY));
    }

    private Ledger ledger() {
        return store.find(MALI).orElseThrow().ledger();
    }

    private OrderId fresh() {
        return OrderId.fresh(floor.clock.instant(), random);
    }

    /** An order of the organisation that holds this many cards. */
    private Order placed(int cards) {
        OrderId id = fresh();
        Opening like = Line.opening(id, OrderKind.CARDS, cards);
        quotas.reserve(MALI, id, new Amount(cards, 100));
        return floor.moves.open(new Opening(
                id,
                like.kind(),
                like.name(),
                like.createdBy(),
                MALI,
                like.channel(),
                like.warehouse(),
                null,
                0,
                cards,
                null,
                0,
                null,
                like.config()));
    }

    @Test
    void overTheQuotaIsRefusedWithWhatIsLeft() {
        quota(new Quota(5L, 1_000L));
        quotas.reserve(MALI, fresh(), new Amount(3, 100));
        assertThatThrownBy(() -> quotas.reserve(MALI, fresh(), new Amount(3, 100)))
                .isInstanceOfSatisfying(ProblemException.class, refused -> assertThat(refused.code())
                        .isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("has 2 cards and 900 bytes of images left")
                .hasMessageContaining("needs 3 cards and 100 bytes");
        assertThatThrownBy(() -> quotas.reserve(MALI, fresh(), new Amount(1, 901)))
                .hasMessageContaining("900 bytes");
        quotas.reserve(MALI, fresh(), new Amount(2, 900));
        assertThat(ledger().all()).isEqualTo(new Amount(5, 1_000));
    }

    @Test
    void withoutALimitAnythingGoesAndAnInactiveOrganisationPlacesNothing() {
        quota(Quota.UNLIMITED);
        quotas.reserve(MALI, fresh(), new Amount(1_000_000, Long.MAX_VALUE / 2));
        Organisation now = store.find(MALI).orElseThrow();
        store.replace(new Organisation(MALI, now.version() + 1, "Mali", false, now.quota(), now.ledger()));
        assertThatThrownBy(() -> quotas.reserve(MALI, fresh(), Amount.NONE)).hasMessageContaining("places no orders");
    }

    @Test
    void theSameOrderHoldsOnce() {
        quota(new Quota(5L, null));
        OrderId id = fresh();
        quotas.reserve(MALI, id, new Amount(3, 1));
        quotas.reserve(MALI, id, new Amount(3, 1));
        assertThat(ledger().heldInAll()).isEqualTo(new Amount(3, 1));
        assertThat(store.find(MALI).orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void whatACanceledOrderHeldIsGivenBackOnce() {
        quota(new Quota(5L, null));
        Order order = placed(3);
        quotas.settle(order);
        assertThat(ledger().heldInAll().cards()).isEqualTo(3);
        Order canceled =
                floor.moves.move(order.id(), new Event.CancelAsked("ada")).accepted();
        quotas.settle(canceled);
        quotas.settle(canceled);
        assertThat(ledger().all()).isEqualTo(Amount.NONE);
        assertThat(ledger().last())
                .extracting(LedgerEntry::kind)
                .containsExactly(LedgerEntry.Kind.RESERVE, LedgerEntry.Kind.REFUND);
    }

    @Test
    void whatWasNeverKeptGivesBackAndWhatIsMadeGoesOnHolding() {
        quota(new Quota(5L, null));
        quotas.reserve(MALI, fresh(), new Amount(2, 1));
        placed(3);
        quotas.reconcile();
        assertThat(ledger().heldInAll().cards()).as("too early to judge").isEqualTo(5);
        floor.turn(Duration.ofMinutes(11));
        quotas.reconcile();
        assertThat(ledger().heldInAll().cards()).isEqualTo(3);
    }

    @Test
    void ofManyOrdersAtOnceNoMoreAreTakenThanTheQuotaHolds() throws Exception {
        quota(new Quota(10L, null));
        List<Callable<Boolean>> orders = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            OrderId id = fresh();
            orders.add(() -> {
                try {
                    quotas.reserve(MALI, id, new Amount(1, 1));
                    return true;
                } catch (ProblemException refused) {
                    assertThat(refused.code()).isEqualTo(ErrorCode.CONFLICT);
                    return false;
                }
            });
        }
        ExecutorService pool = Executors.newFixedThreadPool(6);
        int taken = 0;
        try {
            for (Future<Boolean> each : pool.invokeAll(orders)) {
                taken += each.get() ? 1 : 0;
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(taken).isEqualTo(10);
        assertThat(ledger().all().cards()).isEqualTo(10);
    }
}
