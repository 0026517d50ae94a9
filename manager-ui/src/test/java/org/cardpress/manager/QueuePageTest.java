package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import org.cardpress.protocol.order.Eta;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.queue.QueueLane;
import org.cardpress.protocol.task.TaskKind;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people read of the queue: times where they are known, reasons where they are not. */
class QueuePageTest {
    @AutoClose
    private static final FakeShop shop = new FakeShop();

    private static final FakeScheduler scheduler = shop.scheduler;

    @BeforeAll
    static void fill() {
        scheduler.orders.put(Samples.id(1), Samples.order(1, "Clinic", "manager", OrderStatus.CREATING));
        scheduler.orders.put(Samples.id(2), Samples.order(2, "School", "member", OrderStatus.SHIPPED));
        scheduler.lanes.add(new QueueLane(TaskKind.WRITE, "desk", 12, 2, 4, 7, 840L));
    }

    @Test
    void aKnownTimeIsToldWithItsConditionInTheQueueAndOnTheOrder() {
        Browser boss = shop.signedIn("manager");
        scheduler.eta = new Eta(Samples.NOW, true, null);
        scheduler.change(Samples.id(1), order -> order.with(scheduler.eta));
        assertThat(boss.get("/queue").text())
                .contains("Clinic", "2 waiting, 1 running", "if cards are put in", "desk", "median of the last 7")
                .doesNotContain("School");
        assertThat(boss.get("/orders/" + Samples.id(1)).text()).contains("Done about", "if cards are put in");
        scheduler.change(Samples.id(1), order -> Samples.with(order, OrderStatus.CREATING));
        assertThat(boss.get("/orders/" + Samples.id(1)).text()).doesNotContain("Done about");
    }

    @ParameterizedTest
    @EnumSource(Eta.Unknown.class)
    void aTimeThatIsNotKnownIsToldAsSuchWithItsReason(Eta.Unknown why) {
        Browser boss = shop.signedIn("manager");
        scheduler.eta = Eta.unknown(why);
        assertThat(boss.get("/queue?kind=write&host=desk")
                        .document()
                        .select("td:contains(unknown yet) small")
                        .text())
                .isNotBlank();
        boss.speaks("fr");
        assertThat(boss.get("/queue").text()).contains("pas encore connu");
    }

    @Test
    void aMemberSeesOwnOrdersAndNoMachines() {
        Browser member = shop.signedIn("member");
        assertThat(member.get("/queue").text()).contains("Nothing waits").doesNotContain("desk", "Clinic");
        assertThat(scheduler.orders.values()).extracting(OrderView::name).contains("Clinic");
    }
}
