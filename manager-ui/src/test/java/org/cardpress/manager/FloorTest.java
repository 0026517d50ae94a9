package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.cardpress.manager.Browser.Answer;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskStatus;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FloorTest {
    @AutoClose
    private final FakeShop shop = new FakeShop();

    private final FakeScheduler scheduler = shop.scheduler;
    private final Browser operator = shop.signedIn("operator");

    @BeforeEach
    void fill() {
        scheduler.hosts.put("desk", Samples.host("desk", HostStatus.APPROVED, "A", "B", "C", "D"));
    }

    private void writing() {
        scheduler.orders.put(
                Samples.id(1),
                Samples.order(
                        1,
                        "Clinic",
                        "manager",
                        OrderStatus.WRITING,
                        Samples.write(1, 1, TaskStatus.WAITING_FOR_CARD, "A", Progress.NONE),
                        Samples.write(1, 2, TaskStatus.WRITING, "B", new Progress(50, 100, 5, null)),
                        Samples.write(1, 3, TaskStatus.WRITTEN, "C", Progress.NONE),
                        Samples.write(1, 4, TaskStatus.FAILED_TO_WRITE, "D", Progress.NONE)));
    }

    @Test
    void aSlotIsSetAsideWithAReasonAndPutBack() {
        scheduler.hosts.put("desk", Samples.host("desk", HostStatus.APPROVED, "A", "B"));
        Answer empty = operator.submit(operator.get("/floor/desk"), "/floor/desk/aside", Map.of("slot", "B"));
        assertThat(empty.document().select("#f-reason-wrong").text()).contains("missing");
        Answer out = operator.submit(empty, "/floor/desk/aside", Map.of("slot", "B", "reason", "it gets <hot>"));
        assertThat(out.text()).contains("Slot B is out of service", "Out of service it gets <hot> (operator)");
        assertThat(out.document().select("#aside-slot option").eachText()).containsExactly("A");
        Answer hosts = shop.signedIn("manager").get("/admin/hosts");
        assertThat(hosts.text()).contains("slot B out of service", "it gets <hot>");
        Answer back = operator.post(
                "/floor/desk/aside",
                Map.of(
                        "slot",
                        "B",
                        "back",
                        "true",
                        "_token",
                        out.document().select("input[name=_token]").attr("value")));
        assertThat(back.text()).contains("Slot B is back in service");
    }

    @Test
    void anOperatorStartsAtTheFloor() {
        assertThat(operator.get("/").path()).isEqualTo("/floor");
        assertThat(operator.get("/floor").document().select("a[href=/floor/desk]"))
                .hasSize(1);
    }

    @Test
    void eachSlotSaysByColourAndWordWhatToDoNext() {
        writing();
        Elements slots = operator.get("/floor/desk").document().select(".slot");
        assertThat(slots.eachAttr("data-tone")).containsExactly("wait", "busy", "good", "bad");
        assertThat(slots.get(0).text())
                .contains("waiting for a card", "Insert a card of at least 32 GB into slot A", "overwritten", "Clinic");
        assertThat(slots.get(1).text()).contains("50 %", "10 s left", "Leave the card in");
        assertThat(slots.get(2).text()).contains("written and verified", "Take the card out");
        assertThat(slots.get(3).text()).contains("put it aside", "the card wears <out>");
    }

    @Test
    void aSlotWithNothingToDoIsFree() {
        assertThat(operator.get("/floor/desk").document().select(".slot").eachAttr("data-tone"))
                .containsExactly("idle", "idle", "idle", "idle");
    }

    @Test
    void aHostThatMayNotWorkSaysWhy() {
        scheduler.hosts.put("desk", Samples.host("desk", HostStatus.PENDING, "A"));
        assertThat(operator.get("/floor/desk").text()).contains("a manager must approve it first");
    }

    @Test
    void anUnknownHostIsNotThere() {
        Answer page = operator.get("/floor/nowhere");
        assertThat(page.status()).isEqualTo(404);
    }

    @Test
    void aChangeInASlotIsTold() {
        CompletableFuture<String> event = CompletableFuture.supplyAsync(
                () -> operator.event("/floor/desk/live", "Leave the card in", Duration.ofMinutes(1)));
        await().atMost(Duration.ofMinutes(1)).until(() -> scheduler.waiting.get() > 0);
        writing();
        assertThat(event.join()).contains("data-slot=\"B\"");
    }

    @Test
    void howeverManyStandBesideTheSlotsTheSchedulerIsAskedOnceForEachChange() throws Exception {
        List<BlockingQueue<String>> watchers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            watchers.add(shop.signedIn("operator").events("/floor/desk/live"));
        }
        for (BlockingQueue<String> each : watchers) {
            assertThat(each.poll(1, TimeUnit.MINUTES)).contains("event: live");
        }
        long others = otherCalls();
        int news = scheduler.news.get();
        for (int change = 1; change <= 3; change++) {
            int done = 10 * change;
            scheduler.orders.put(
                    Samples.id(1),
                    Samples.order(
                            1,
                            "Clinic",
                            "manager",
                            OrderStatus.WRITING,
                            Samples.write(1, 1, TaskStatus.WRITING, "A", new Progress(done, 100, 0, null))));
            for (BlockingQueue<String> each : watchers) {
                await().atMost(Duration.ofMinutes(1))
                        .until(each::poll, event -> event != null && event.contains(done + " %"));
            }
        }
        assertThat(scheduler.news.get() - news).isEqualTo(3);
        assertThat(otherCalls()).isEqualTo(others);
    }

    /** All but those that are held. */
    private long otherCalls() {
        return scheduler.calls().stream()
                .filter(call -> !call.contains("after="))
                .count();
    }

    @Test
    void theFloorIsShownWithOneCallToTheScheduler() {
        writing();
        operator.get("/floor/desk");
        long before = otherCalls();
        assertThat(operator.get("/floor/desk").text()).contains("Clinic");
        assertThat(otherCalls()).isEqualTo(before + 1);
    }

    @Test
    void whenTheSchedulerIsAwayTheLastKnownStaysAndIsMarkedOld() {
        writing();
        CompletableFuture<String> stale = CompletableFuture.supplyAsync(
                () -> operator.event("/floor/desk/live", "may be old", Duration.ofSeconds(30)));
        await().atMost(Duration.ofMinutes(1)).until(() -> scheduler.waiting.get() > 0);
        scheduler.close();
        assertThat(stale.join()).contains("data-slot=\"B\"", "Leave the card in");
    }

    @Test
    void whatHappenedWhileTheSchedulerWasAwayIsShownOnceItIsBack() throws Exception {
        BlockingQueue<String> events = operator.events("/floor/desk/live");
        assertThat(events.poll(1, TimeUnit.MINUTES)).contains("event: live");
        scheduler.away = true;
        await().atMost(Duration.ofMinutes(1))
                .until(events::poll, event -> event != null && event.contains("may be old"));
        writing();
        scheduler.away = false;
        String back = await().atMost(Duration.ofMinutes(1))
                .until(events::poll, event -> event != null && event.contains("event: live"));
        assertThat(back).contains("Leave the card in").doesNotContain("may be old");
    }

    @Test
    void aCardThatCarriesSomethingIsOverwrittenOnlyWhenAPersonSaysSo() {
        scheduler.orders.put(
                Samples.id(1),
                Samples.order(
                        1,
                        "Clinic",
                        "manager",
                        OrderStatus.WRITING,
                        Samples.asking(
                                Samples.write(1, 1, TaskStatus.WAITING_FOR_CARD, "A", Progress.NONE), "question-7")));
        Answer page = operator.get("/floor/desk");
        assertThat(page.text()).contains("holds photographs", "Yes, overwrite the card in A");
        Answer after = operator.submit(page, "/floor/desk/confirm", Map.of());
        assertThat(after.text()).contains("slot A will be overwritten");
        assertThat(scheduler.confirmed).containsExactly(Samples.id(1) + ".w1 question-7");
    }

    @Test
    void aMemberHasNoBusinessOnTheFloor() {
        Answer page = shop.signedIn("member").get("/floor");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.document().select("nav a[href=/floor]")).isEmpty();
    }
}
