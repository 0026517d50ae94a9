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
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OrderPagesTest {
    @AutoClose
    private static final FakeShop shop = new FakeShop();

    private static final FakeScheduler scheduler = shop.scheduler;
    private final Browser boss = shop.signedIn("manager");

    @AfterEach
    void clear() {
        scheduler.orders.clear();
    }

    @Test
    void anEmptyListSaysSo() {
        assertThat(boss.get("/orders").text()).contains("There are no orders yet.");
    }

    @Test
    void aSearchThatFindsNothingOffersTheWayBack() {
        Answer page = boss.get("/orders?text=zzz&status=shipped");
        assertThat(page.text()).contains("No order fits.");
        assertThat(page.document().select("main a[href=/orders]")).isNotEmpty();
        assertThat(page.document().select("option[value=shipped]").hasAttr("selected"))
                .isTrue();
    }

    @Test
    void pagesOfAListAreStableAndKeepTheFilter() {
        for (int i = 0; i < 45; i++) {
            scheduler.orders.put(Samples.id(i), Samples.order(i, "Clinic " + i, "manager", OrderStatus.CREATED));
        }
        Answer first = boss.get("/orders?text=Clinic");
        assertThat(first.text()).contains("1 to 20 of 45", "Clinic 44").doesNotContain("Clinic 24");
        Answer second = boss.get(first.document().select("a[rel=next]").attr("href"));
        assertThat(second.text()).contains("21 to 40 of 45", "Clinic 24");
        assertThat(second.document().select("#text").val()).isEqualTo("Clinic");
        Answer last = boss.get(second.document().select("a[rel=next]").attr("href"));
        assertThat(last.document().select("a[rel=next]")).isEmpty();
        assertThat(last.text()).contains("41 to 45 of 45");
    }

    @Test
    void whatPeopleTypedIsShownAsTextAndNeverAsMarkup() {
        scheduler.orders.put(
                Samples.id(1),
                Samples.order(
                        1,
                        "<script>alert(1)</script>\u202egnp",
                        "manager",
                        OrderStatus.WRITE_FAILED,
                        Samples.write(1, 1, TaskStatus.FAILED_TO_WRITE, "A", Progress.NONE)));
        for (String path : new String[] {"/orders", "/orders/" + Samples.id(1), "/orders?text=<script>"}) {
            Answer page = boss.get(path.replace("<", "%3C").replace(">", "%3E"));
            assertThat(page.document().select("main script")).as(path).isEmpty();
        }
        assertThat(boss.get("/orders/" + Samples.id(1)).text()).contains("<script>alert(1)</script>", "wears <out>");
    }

    @Test
    void anOrderShowsItsLineWithSlotSpeedAndTimeLeft() {
        scheduler.orders.put(
                Samples.id(1),
                Samples.order(
                        1,
                        "Clinic",
                        "manager",
                        OrderStatus.WRITING,
                        Samples.write(1, 1, TaskStatus.WRITING, "B", new Progress(250, 1000, 10, "writing"))));
        Answer page = boss.get("/orders/" + Samples.id(1));
        assertThat(page.text()).contains("slot B", "25 %", "10 B/s", "75 s left", "desk");
        assertThat(page.document().select("progress").val()).isEqualTo("25");
    }

    @Test
    void aChangeIsTold() throws Exception {
        scheduler.orders.put(Samples.id(1), Samples.order(1, "Clinic", "manager", OrderStatus.CREATED));
        CompletableFuture<String> event = CompletableFuture.supplyAsync(
                () -> boss.event("/orders/" + Samples.id(1) + "/live", "writing cards", Duration.ofMinutes(1)));
        await().until(() -> scheduler.waiting.get() > 0);
        scheduler.change(Samples.id(1), order -> Samples.with(order, OrderStatus.WRITING));
        assertThat(event.get()).contains("event: live");
    }

    @Test
    void howeverManyWatchAnOrderTheSchedulerIsAskedOnceForEachChange() throws Exception {
        scheduler.orders.put(Samples.id(1), Samples.order(1, "Clinic", "manager", OrderStatus.CREATED));
        String live = "/orders/" + Samples.id(1) + "/live";
        List<BlockingQueue<String>> watchers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            watchers.add(shop.signedIn("manager").events(live));
        }
        for (BlockingQueue<String> each : watchers) {
            assertThat(each.poll(1, TimeUnit.MINUTES)).contains("event: live");
        }
        int polls = scheduler.polls.get();
        int news = scheduler.news.get();
        for (int change = 1; change <= 4; change++) {
            Progress progress = new Progress(change, 100, 0, "block " + change);
            OrderView next = Samples.order(
                    1,
                    "Clinic",
                    "manager",
                    OrderStatus.WRITING,
                    Samples.write(1, 1, TaskStatus.WRITING, "A", progress));
            scheduler.orders.put(Samples.id(1), next);
            for (BlockingQueue<String> each : watchers) {
                await().atMost(Duration.ofMinutes(1))
                        .until(() -> each.poll(), event -> event != null && event.contains("block " + progress.done()));
            }
        }
        assertThat(scheduler.news.get() - news).isEqualTo(4);
        assertThat(scheduler.polls.get()).isEqualTo(polls);
    }

    @Test
    void anOrderIsShownWithOneCallToTheScheduler() {
        scheduler.orders.put(Samples.id(1), Samples.order(1, "Clinic", "manager", OrderStatus.CREATED));
        long before = calls();
        assertThat(boss.get("/orders/" + Samples.id(1)).text()).contains("Clinic", "base.img");
        assertThat(calls()).isEqualTo(before + 1);
        // The list, and the organisations it can be narrowed to.
        boss.get("/orders");
        assertThat(calls()).isEqualTo(before + 3);
    }

    /** Without those of pages that other tests left open. */
    private static long calls() {
        return scheduler.calls().stream()
                .filter(call -> !call.contains("/news"))
                .count();
    }

    @Test
    void someoneElsesOrderIsNotThere() {
        scheduler.orders.put(Samples.id(1), Samples.order(1, "Clinic", "manager", OrderStatus.CREATED));
        Browser other = shop.signedIn("member");
        Answer page = other.get("/orders/" + Samples.id(1));
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("There is nothing here");
        assertThat(other.peek("/orders/" + Samples.id(1) + "/live").status()).isEqualTo(404);
    }

    @Test
    void cancelingIsAskedForFirst() {
        scheduler.orders.put(Samples.id(1), Samples.order(1, "Clinic", "manager", OrderStatus.WRITING));
        String cancel = "/orders/" + Samples.id(1) + "/cancel";
        Answer page = boss.get("/orders/" + Samples.id(1));
        assertThat(page.document().select("a[href=" + cancel + "]")).hasSize(1);
        Answer asked = boss.get(cancel);
        assertThat(asked.text()).contains("Clinic", "cannot be resumed");
        Answer after = boss.submit(asked, cancel, Map.of());
        assertThat(after.text()).contains("is canceled");
        assertThat(after.document().select("a[href=" + cancel + "]")).isEmpty();
        assertThat(boss.get("/orders/" + Samples.id(1)).document().select(".notice"))
                .isEmpty();
    }

    @Test
    void aFailedCardIsTriedAgain() {
        scheduler.orders.put(
                Samples.id(1),
                Samples.order(
                        1,
                        "Clinic",
                        "manager",
                        OrderStatus.WRITE_FAILED,
                        Samples.write(1, 1, TaskStatus.FAILED_TO_WRITE, "A", Progress.NONE)));
        Answer page = boss.get("/orders/" + Samples.id(1));
        String task = page.document().select("button[name=task]").val();
        Answer after = boss.submit(page, "/orders/" + Samples.id(1) + "/retry", Map.of("task", task));
        assertThat(after.text()).contains("tried again");
        assertThat(scheduler.calls()).contains("POST /orders/" + Samples.id(1) + "/retry?task=" + task);
    }

    /** A page that is open elsewhere hears of the change before the browser has gone where the form led. */
    @Test
    void aNoticeIsForWhoVisitsThePageAndNotForItsScripts() {
        scheduler.orders.put(Samples.id(1), Samples.order(1, "Clinic", "manager", OrderStatus.PENDING_SHIPMENT));
        String path = "/orders/" + Samples.id(1);
        Map<String, String> form = Browser.fields(boss.get(path), path + "/shipment", Map.of("details", "DHL 1"));
        boss.send(path + "/shipment", form, request -> {});
        assertThat(boss.part(path).document().select(".notice")).isEmpty();
        assertThat(boss.get(path).document().select(".notice").text()).contains("is shipped");
        assertThat(boss.get(path).document().select(".notice")).isEmpty();
    }

    @Test
    void aShipmentNeedsASentence() {
        scheduler.orders.put(Samples.id(1), Samples.order(1, "Clinic", "manager", OrderStatus.PENDING_SHIPMENT));
        String ship = "/orders/" + Samples.id(1) + "/shipment";
        Answer refused = boss.submit(boss.get("/orders/" + Samples.id(1)), ship, Map.of("details", " "));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.document().select("#f-details").attr("aria-describedby"))
                .contains("f-details-wrong");
        Answer done = boss.submit(refused, ship, Map.of("details", "RR123456785RW"));
        assertThat(done.text()).contains("is shipped", "RR123456785RW");
    }

    @Test
    void theDownloadOfALinkOrderIsOnItsPageAndOnlyAWebAddressIsALink() {
        scheduler.orders.put(
                Samples.id(1),
                Samples.linked(Samples.order(1, "L", "manager", OrderStatus.CREATED), "https://example.org/links/x"));
        scheduler.orders.put(
                Samples.id(2),
                Samples.linked(Samples.order(2, "L", "manager", OrderStatus.CREATED), "javascript:alert(1)"));
        assertThat(boss.get("/orders/" + Samples.id(1)).document().select("a[href=https://example.org/links/x]"))
                .hasSize(1);
        assertThat(boss.get("/orders/" + Samples.id(2)).document().select("a[href^=javascript]"))
                .isEmpty();
    }

    @Test
    void aLogIsShownAndGoesOnWhereItEnded() {
        scheduler.log = "line one\n";
        scheduler.orders.put(
                Samples.id(1),
                Samples.order(
                        1,
                        "Clinic",
                        "manager",
                        OrderStatus.WRITING,
                        Samples.write(1, 1, TaskStatus.WRITING, "A", Progress.NONE)));
        Answer page = boss.get("/tasks/" + Samples.id(1) + ".w1");
        assertThat(page.document().select("#log").text()).isEqualTo("line one");
        scheduler.log = "line one\nline two\n";
        String follow = page.document().select("#log").attr("data-log");
        assertThat(boss.event(follow, "line", Duration.ofSeconds(10)))
                .contains("data: line two")
                .doesNotContain("line one");
    }

    @Test
    void theCardsOfAnOrderAreListedAndGivenAsAFile() {
        scheduler.orders.put(Samples.id(1), Samples.order(1, "Clinic", "manager", OrderStatus.WRITING));
        String cards = "/orders/" + Samples.id(1) + "/cards";
        assertThat(boss.get(cards).text()).contains("No card has been used");
        scheduler.cards.add(Samples.card(1, 1, true));
        scheduler.cards.add(Samples.card(1, 2, false));
        assertThat(boss.get(cards).text()).contains("verified", "overwritten by the word of operator", "Throw it away");
        Answer csv = boss.get(cards + ".csv");
        assertThat(csv.header("content-type")).startsWith("text/csv");
        assertThat(csv.header("content-disposition")).contains("attachment");
        assertThat(csv.body()).startsWith("order,card");
    }

    @Test
    void theQueueShowsWhatIsWorkedOn() {
        assertThat(boss.get("/tasks").text()).contains("Nothing is being worked on");
        scheduler.orders.put(
                Samples.id(1),
                Samples.order(
                        1,
                        "Clinic",
                        "manager",
                        OrderStatus.WRITING,
                        Samples.write(1, 1, TaskStatus.WRITING, "B", new Progress(250, 1000, 10, "writing"))));
        assertThat(boss.get("/tasks?kind=write").text()).contains("desk", "slot B", "75 s left");
        assertThat(boss.get("/tasks?kind=nonsense&status=zzz&skip=-4").status()).isEqualTo(200);
    }

    @Test
    void aFormWithoutTheSessionsTokenDoesNothing() {
        scheduler.orders.put(Samples.id(1), Samples.order(1, "Clinic", "manager", OrderStatus.WRITING));
        Answer refused = boss.post("/orders/" + Samples.id(1) + "/cancel", Map.of("_token", "guess"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(scheduler.status(1)).isEqualTo(OrderStatus.WRITING);
    }

    @Test
    void aFormFromAnotherSiteDoesNothing() {
        Answer refused = boss.send(
                "/sign-in",
                Map.of("username", "member", "password", "member"),
                request -> request.header("Sec-Fetch-Site", "cross-site"));
        assertThat(refused.status()).isEqualTo(403);
    }

    @Test
    void whatWasTypedSurvivesAnExpiredSession() {
        scheduler.orders.put(Samples.id(1), Samples.order(1, "Clinic", "manager", OrderStatus.PENDING_SHIPMENT));
        String path = "/orders/" + Samples.id(1);
        Answer page = boss.get(path);
        boss.forget();
        Answer asked = boss.submit(page, path + "/shipment", Map.of("details", "RR1 für Ann"));
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.text()).contains("what you typed is kept");
        Answer back = boss.submit(asked, "/sign-in", Map.of("username", "manager", "password", "manager"));
        assertThat(back.path()).isEqualTo(path);
        assertThat(back.document().select("#f-details").val()).isEqualTo("RR1 für Ann");
        assertThat(scheduler.status(1)).isEqualTo(OrderStatus.PENDING_SHIPMENT);
    }

    @Test
    void aSchedulerThatIsAwayIsToldWithWhatToDo() {
        try (FakeShop passing = new FakeShop()) {
            Browser browser = passing.signedIn("manager");
            passing.scheduler.close();
            Answer page = browser.get("/orders");
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.text()).contains("does not answer", "reload this page");
        }
    }
}
