package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cardpress.manager.Browser.Answer;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.task.Progress;
import org.cardpress.protocol.task.TaskStatus;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Pages behind links, as people without an account and without scripts use them. */
class GuestPagesTest {
    @AutoClose
    private static final FakeShop shop = new FakeShop("https://cards.example.org/");

    private static final FakeScheduler scheduler = shop.scheduler;
    private final Browser guest = shop.visitor();

    @BeforeEach
    void clear() {
        scheduler.guests.clear();
        scheduler.overTickets.clear();
        scheduler.orders.clear();
    }

    @Test
    void whoHasALinkFollowsTheOrderWithoutAnAccount() {
        Answer page = guest.get(link(
                GuestAct.STATUS,
                Samples.order(
                        1,
                        "Clinic",
                        "manager",
                        OrderStatus.WRITING,
                        Samples.write(1, 2, TaskStatus.WRITING, "B", new Progress(50, 100, 10, "secret words")))));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("How far it is", "Clinic", "50 %", "5 s left", "Kiosk of Bamako", "help@example.org")
                .doesNotContain("secret words", "desk", "manager");
        assertThat(page.document().select("form:not([action=/language])")).isEmpty();
    }

    @Test
    void theAddressOfAPageIsToldToNobodyElse() {
        Answer page = guest.get(link(GuestAct.STATUS, toShip()));
        assertThat(page.header("referrer-policy")).isEqualTo("same-origin");
        assertThat(page.header("x-robots-tag")).contains("noindex");
        assertThat(page.header("cache-control")).isEqualTo("no-store");
        assertThat(guest.get("/public/wrong").header("referrer-policy")).isEqualTo("same-origin");
    }

    @Test
    void whoPacksSeesTheAddressAndSaysOnceHowItWasSent() {
        String path = link(GuestAct.SHIPMENT, toShip());
        Answer page = guest.get(path);
        assertThat(page.text()).contains("Ann Oyelaran", "1 Hill Road");

        Answer empty = guest.submit(page, path + "/shipment", Map.of("text", "  "));
        assertThat(empty.status()).isEqualTo(400);
        assertThat(empty.document().select("#f-text-wrong").text()).contains("empty");
        Answer tooLong = guest.submit(page, path + "/shipment", Map.of("text", "x".repeat(3000)));
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.document().select("#f-text").val()).hasSize(3000);

        Answer sent = guest.submit(page, path + "/shipment", Map.of("text", "DHL <b>1</b>"));
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.text()).contains("Sent", "DHL <b>1</b>").doesNotContain("Ann Oyelaran");
        assertThat(sent.document().select("form:not([action=/language])")).isEmpty();
    }

    @Test
    void theRecipientSaysOnceThatTheCardsArrived() {
        OrderView order = toShip();
        String path = link(GuestAct.ARRIVAL, order);
        assertThat(guest.get(path).text()).contains("have not been sent yet");

        scheduler.guests.computeIfPresent(
                path.substring("/public/".length()), (t, view) -> GuestSamples.sent(view, "DHL 1"));
        Answer page = guest.get(path);
        assertThat(page.text()).contains("DHL 1");
        Answer arrived = guest.submit(page, path + "/arrival", Map.of("text", "merci"));

        assertThat(arrived.text()).contains("The cards have arrived.", "merci");
        assertThat(arrived.document().select("form:not([action=/language])")).isEmpty();
    }

    @Test
    void aDownloadComesWithItsChecksumAndEveryToolsWay() {
        OrderView order = Samples.linked(toShip(), "https://store.example.org/links/x/image.img.zst");
        Answer page = guest.get(link(GuestAct.DOWNLOAD, order));

        assertThat(page.text())
                .contains("ab".repeat(32), "1.5 GB", "at least 7.9 GB")
                .contains("Raspberry Pi Imager", "balenaEtcher", "bmaptool copy --nobmap image.img.zst", "sudo dd of=");
        assertThat(page.document().select("a[rel=noreferrer]").attr("href"))
                .isEqualTo("https://store.example.org/links/x/image.img.zst");
    }

    @Test
    void aLinkThatDoesNotHoldTellsWhomToAskAndNothingElse() {
        String path = link(GuestAct.STATUS, toShip());
        Answer unknown = guest.get("/public/nonsense");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text()).contains("This link does not work", "ask whoever sent it");
        assertThat(unknown.text()).doesNotContain("Kiosk", "there is none");

        scheduler.overTickets.add(path.substring("/public/".length()));
        Answer over = guest.get(path);
        assertThat(over.status()).isEqualTo(410);
        assertThat(over.text())
                .contains("This link is over", "Ask whoever sent it")
                .doesNotContain("Clinic");
        assertThat(guest.post(path + "/arrival", Map.of()).status()).isEqualTo(410);
        assertThat(guest.head(path + "/live").status()).isEqualTo(410);
    }

    @Test
    void howeverManyFollowALinkTheSchedulerIsAskedOnceForEachChange() throws Exception {
        String path = link(GuestAct.STATUS, toShip());
        String ticket = path.substring("/public/".length());
        List<BlockingQueue<String>> followers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            followers.add(shop.visitor().events(path + "/live"));
        }
        for (BlockingQueue<String> each : followers) {
            assertThat(each.poll(1, TimeUnit.MINUTES)).contains("event: live");
        }
        int news = scheduler.news.get();
        scheduler.guests.computeIfPresent(ticket, (key, view) -> GuestSamples.sent(view, "DHL 1"));
        for (BlockingQueue<String> each : followers) {
            await().atMost(Duration.ofMinutes(1))
                    .until(each::poll, event -> event != null && event.contains("event: changed"));
        }
        assertThat(scheduler.news.get() - news).isEqualTo(1);

        scheduler.overTickets.add(ticket);
        for (BlockingQueue<String> each : followers) {
            await().atMost(Duration.ofMinutes(1))
                    .until(each::poll, event -> event != null && event.contains("event: ended"));
        }
        // Each is told to look for himself, who then finds what a link that is over shows.
        assertThat(guest.get(path).status()).isEqualTo(410);
    }

    @Test
    void aFormOfAnotherSiteIsRefused() {
        String path = link(GuestAct.SHIPMENT, toShip());
        Answer answer = guest.send(
                path + "/shipment", Map.of("text", "DHL"), request -> request.header("Sec-Fetch-Site", "cross-site"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(guest.get(path).text()).contains("Ann Oyelaran");
    }

    /** Each has an address of its own, so that no other test of this class is kept away. */
    @Test
    void whoTriesManyLinksIsSlowedDownAndThoseWhoseLinkHoldsAreNot() {
        try (RunningManager own = Manager.start(new ManagerConfig("127.0.0.1", 0, scheduler.uri(), null))) {
            Browser stranger = new Browser(own.url());
            String path = link(GuestAct.STATUS, toShip());
            for (int i = 0; i < 30; i++) {
                assertThat(stranger.get("/public/guess" + i).status()).isEqualTo(404);
            }
            Answer busy = stranger.get("/public/guess30");
            assertThat(busy.status()).isEqualTo(429);
            assertThat(busy.header("retry-after")).isEqualTo("60");
            assertThat(busy.text()).contains("Wait a minute");

            for (int i = 0; i < 120; i++) {
                assertThat(stranger.head(path).status()).isEqualTo(200);
            }
            assertThat(stranger.get(path).status()).isEqualTo(429);
        }
    }

    @Test
    void noTicketStandsInALog() {
        Logger root = (Logger) LoggerFactory.getLogger("org.cardpress");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Level before = root.getLevel();
        root.setLevel(Level.DEBUG);
        root.addAppender(lines);
        try (FakeShop gone = new FakeShop()) {
            String path = link(GuestAct.STATUS, toShip());
            guest.get(path);
            guest.get(path + "x");
            gone.scheduler.close();
            assertThat(gone.visitor().get(path).status()).isEqualTo(503);
        } finally {
            root.detachAppender(lines);
            root.setLevel(before);
        }
        assertThat(lines.list).isNotEmpty().allSatisfy(line -> assertThat(line.getFormattedMessage())
                .doesNotContain("ssssss"));
    }

    @Test
    void anOperatorMakesALinkThatIsShownOnceAndWithdrawsIt() {
        OrderView order = toShip();
        scheduler.orders.put(order.id(), order);
        Browser operator = shop.signedIn("operator");
        String page = "/orders/" + order.id();
        String links = page + "/links";
        assertThat(operator.get(page).document().select("#f-act option").eachAttr("value"))
                .containsExactly("status", "shipment", "arrival");

        Answer made = operator.submit(operator.get(page), links, Map.of("act", "arrival", "days", "7"));
        String url = made.document().select("#made-link").val();
        assertThat(url).startsWith("https://cards.example.org/public/" + order.id() + ".arrival.");
        assertThat(made.document().select("button[data-copy=made-link][hidden]"))
                .hasSize(1);
        assertThat(guest.get(url.substring("https://cards.example.org".length()))
                        .status())
                .isEqualTo(200);
        assertThat(operator.get(page).text()).doesNotContain("/public/");

        operator.submit(operator.get(page), links + "/withdraw", Map.of());
        assertThat(guest.get(url.substring("https://cards.example.org".length()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aBadWishForALinkIsToldBesideItsField() {
        OrderView order = toShip();
        scheduler.orders.put(order.id(), order);
        Browser boss = shop.signedIn("manager");
        for (String days : new String[] {"0", "366", "-1", "x", "1e3", "99999999999", "<b>"}) {
            Answer page = boss.submit(
                    boss.get("/orders/" + order.id()), "/orders/" + order.id() + "/links", Map.of("days", days));
            assertThat(page.status()).as(days).isEqualTo(400);
            assertThat(page.document().select("#f-days-wrong").text()).as(days).contains("expected 1 to 365");
            assertThat(page.document().select("#f-days").val()).isEqualTo(days);
        }
        Answer page = boss.submit(
                boss.get("/orders/" + order.id()), "/orders/" + order.id() + "/links", Map.of("act", "everything"));
        assertThat(page.document().select("#f-act-wrong").text()).contains("expected one of");
    }

    @Test
    void membersAreShownNoLinksToMake() {
        OrderView order = Samples.order(1, "Clinic", "member", OrderStatus.PENDING_SHIPMENT);
        scheduler.orders.put(order.id(), order);
        assertThat(shop.signedIn("member")
                        .get("/orders/" + order.id())
                        .document()
                        .select("#links"))
                .isEmpty();
    }

    private static OrderView toShip() {
        return Samples.order(1, "Clinic", "manager", OrderStatus.PENDING_SHIPMENT);
    }

    /** Path of a page that shows this order. */
    private static String link(GuestAct act, OrderView order) {
        String ticket = GuestSamples.ticket(act, order.id());
        scheduler.guests.put(ticket, GuestSamples.guest(act, order));
        return "/public/" + ticket;
    }
}
