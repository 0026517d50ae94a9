package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.cardpress.manager.Browser.Answer;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlaceOrderTest {
    private static final Map<String, String> CLINIC = Map.of(
            "name", "Clinic Kigali",
            "quantity", "2",
            "cardSize", "32000000000",
            "config.name", "clinic",
            "config.base.url", "https://example.org/base.img.xz",
            "config.size", "7.5",
            "config.files[0].to", "/data/readme.txt",
            "config.files[0].content", "Hello\r\nyou",
            "recipient.name", "Ann");

    private static FakeScheduler scheduler;
    private static RunningManager manager;
    private Browser member;

    @BeforeAll
    static void start() throws IOException {
        scheduler = new FakeScheduler();
        manager = Manager.start(new ManagerConfig("127.0.0.1", 0, scheduler.uri(), null));
    }

    @AfterAll
    static void stop() {
        manager.close();
        scheduler.close();
    }

    @BeforeEach
    void signIn() {
        member = Browser.signedIn(manager.url(), "member");
    }

    @AfterEach
    void clear() {
        scheduler.orders.clear();
        scheduler.refuseOrders = null;
    }

    @Test
    void whatIsTypedIsWhatIsOrdered() {
        Answer page = member.submit(member.get("/orders/new"), "/orders", CLINIC);
        assertThat(page.text()).contains("placed: Clinic Kigali");
        OrderView order = scheduler.orders.values().iterator().next();
        assertThat(order.kind()).isEqualTo(OrderKind.CARDS);
        assertThat(order.quantity()).isEqualTo(2);
        assertThat(order.cardSize()).isEqualTo(32_000_000_000L);
        assertThat(order.config()).isNotNull().satisfies(config -> {
            assertThat(config.size()).isEqualTo(7_500_000_000L);
            assertThat(config.files()).singleElement().satisfies(file -> {
                assertThat(file.to()).isEqualTo("/data/readme.txt");
                assertThat(file.content()).isEqualTo("Hello\nyou");
                assertThat(file.url()).isNull();
            });
        });
        assertThat(order.recipient()).isNotNull().satisfies(who -> assertThat(who.name())
                .isEqualTo("Ann"));
    }

    @Test
    void aFormSentTwiceIsOneOrder() {
        Answer form = member.get("/orders/new");
        Answer first = member.submit(form, "/orders", CLINIC);
        Answer second = member.submit(form, "/orders", CLINIC);
        assertThat(scheduler.orders).hasSize(1);
        assertThat(second.path()).isEqualTo(first.path());
        member.submit(member.get("/orders/new"), "/orders", CLINIC);
        assertThat(scheduler.orders).hasSize(2);
    }

    @Test
    void whatTheSchedulerRefusesIsToldBesideItsFieldAndNothingTypedIsLost() {
        scheduler.refuseOrders = new ProblemException(
                ErrorCode.MALFORMED,
                "wrong",
                List.of(
                        new Problem.Detail("config.files[0].to", "'/etc' (expected a path under /data)"),
                        new Problem.Detail("warehouse", "none given and there is no default")));
        Answer page = member.submit(member.get("/orders/new"), "/orders", CLINIC);
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.document().select("#f-config-files-0-to").attr("aria-invalid"))
                .isEqualTo("true");
        assertThat(page.document().select("#f-config-files-0-to-wrong").text()).contains("expected a path under /data");
        assertThat(page.document().select(".summary").text()).contains("warehouse: none given");
        assertThat(page.document().select("[name=config.name]").val()).isEqualTo("clinic");
        assertThat(page.document().select("option[value=32000000000]").hasAttr("selected"))
                .isTrue();
        scheduler.refuseOrders = null;
        member.submit(page, "/orders", Map.of());
        assertThat(scheduler.orders).hasSize(1);
    }

    @Test
    void aNumberThatIsNoneIsToldBesideItsField() {
        Answer page = member.submit(
                member.get("/orders/new"), "/orders", Map.of("quantity", "two", "config.size", "\u202e8"));
        assertThat(page.document().select("#f-quantity-wrong").text()).contains("expected a whole number");
        assertThat(page.document().select("#f-config-size-wrong").text()).contains("expected a number");
    }

    @Test
    void rowsComeAndGoAndEmptyOnesAreNotOrdered() {
        Answer two = member.submit(
                member.get("/orders/new"),
                "/orders",
                Map.of("do", "add", "config.files[0].to", "/data/a", "config.files[0].content", "a"));
        assertThat(two.document().select("[name=config.files[1].to]")).hasSize(1);
        Answer three = member.submit(
                two, "/orders", Map.of("do", "add", "config.files[1].to", "/data/b", "config.files[1].content", "b"));
        Answer less = member.submit(three, "/orders", Map.of("do", "remove-0"));
        assertThat(less.document().select("[name=config.files[0].to]").val()).isEqualTo("/data/b");
        assertThat(less.document().select("[name=rows]").val()).isEqualTo("1");
        assertThat(scheduler.orders).isEmpty();
    }

    @Test
    void aLinkIsOrderedWithoutWhatBelongsToCards() {
        Answer form = member.get("/orders/new");
        Map<String, String> typed = Browser.fields(form, "/orders", CLINIC);
        typed.put("kind", "link");
        typed.put("linkDays", "30");
        member.post("/orders", typed);
        assertThat(scheduler.orders.values()).singleElement().satisfies(order -> {
            assertThat(order.kind()).isEqualTo(OrderKind.LINK);
            assertThat(order.cardSize()).isNull();
            assertThat(order.recipient()).isNull();
        });
    }

    @Test
    void aConfigInYamlFillsTheForm() {
        Answer page = member.submit(member.get("/orders/new"), "/orders", Map.of("do", "import", "yaml", """
                name: school
                base: {url: "https://example.org/b.img"}
                size: 8000000000
                files:
                  - {to: /data/x, url: "https://example.org/x.zip", via: zip}
                offspot: {wifi: {ssid: School}}
                """));
        assertThat(page.document().select("[name=config.name]").val()).isEqualTo("school");
        assertThat(page.document().select("[name=config.size]").val()).isEqualTo("8");
        assertThat(page.document()
                        .select("[name=config.files[0].via] option[selected]")
                        .val())
                .isEqualTo("zip");
        assertThat(page.document().select("[name=config.offspot]").val()).contains("ssid: School");
        assertThat(scheduler.orders).isEmpty();
    }

    @Test
    void yamlThatIsNoneOrHoldsWhatNobodyKnowsIsToldBesideItsField() {
        for (String wrong :
                new String[] {"a: [", "name: x\nbase: {url: y}\ncolour: red", "!!java.net.URL [x]", "just text"}) {
            Answer page = member.submit(member.get("/orders/new"), "/orders", Map.of("do", "import", "yaml", wrong));
            assertThat(page.status()).as(wrong).isEqualTo(400);
            assertThat(page.document().select("#f-yaml-wrong").text()).as(wrong).contains("expected");
            assertThat(page.document().select("[name=yaml]").val()).as(wrong).isEqualTo(wrong);
        }
    }

    @Test
    void anOrderTypedBeforeTheSessionEndedIsStillThere() {
        Answer form = member.get("/orders/new");
        member.forget();
        Answer asked = member.submit(form, "/orders", CLINIC);
        Answer back = member.submit(asked, "/sign-in", Map.of("username", "member", "password", "member"));
        assertThat(back.path()).isEqualTo("/orders/new");
        assertThat(back.document().select("[name=config.files[0].content]").text())
                .contains("Hello");
        member.submit(back, "/orders", Map.of());
        assertThat(scheduler.orders).hasSize(1);
    }
}
