package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.cardpress.manager.Browser.Answer;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.AdminAccount;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.Branding;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.ContentPackage;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.hotspot.Picture;
import org.cardpress.protocol.hotspot.ReaderProgram;
import org.cardpress.protocol.hotspot.Wifi;
import org.cardpress.protocol.image.CardSize;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderView;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceOrderTest {
    private static final Map<String, String> CLINIC = Map.of(
            "name", "Clinic Kigali",
            "quantity", "2",
            "cardSize", "30720000000",
            "config.name", "clinic",
            "config.base.url", "https://example.org/base.img.xz",
            "config.size", "7.5",
            "config.files[0].to", "/data/readme.txt",
            "config.files[0].content", "Hello\r\nyou",
            "recipient.name", "Ann");

    @AutoClose
    private static final FakeShop shop = new FakeShop();

    private static final FakeScheduler scheduler = shop.scheduler;
    private final Browser member = shop.signedIn("member");

    @AfterEach
    void clear() {
        scheduler.orders.clear();
        scheduler.refuseOrders = null;
        scheduler.refuseChecks = null;
    }

    @Test
    void whatIsTypedIsWhatIsOrdered() {
        Answer page = member.submit(member.get("/orders/new"), "/orders", CLINIC);
        assertThat(page.text()).contains("placed: Clinic Kigali");
        OrderView order = scheduler.orders.values().iterator().next();
        assertThat(order.kind()).isEqualTo(OrderKind.CARDS);
        assertThat(order.quantity()).isEqualTo(2);
        assertThat(order.cardSize()).isEqualTo(CardSize.GB_32.bytes());
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
    void anOrderOverTheQuotaIsToldBesideTheNumberOfCardsWithWhatIsLeft() {
        String left = "organisation mali has 1 cards left (the order needs 2 cards)";
        scheduler.refuseOrders =
                new ProblemException(ErrorCode.CONFLICT, left, List.of(new Problem.Detail("quantity", left)));
        Answer page = member.submit(member.get("/orders/new"), "/orders", CLINIC);
        assertThat(page.document().select("#f-quantity-wrong").text()).contains("has 1 cards left");
        assertThat(page.document().select("[name=config.name]").val()).isEqualTo("clinic");
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
        assertThat(page.document().select("option[value=30720000000]").hasAttr("selected"))
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
                Map.of("do", "add files", "config.files[0].to", "/data/a", "config.files[0].content", "a"));
        assertThat(two.document().select("[name=config.files[1].to]")).hasSize(1);
        Answer three = member.submit(
                two,
                "/orders",
                Map.of("do", "add files", "config.files[1].to", "/data/b", "config.files[1].content", "b"));
        Answer less = member.submit(three, "/orders", Map.of("do", "remove files 0"));
        assertThat(less.document().select("[name=config.files[0].to]").val()).isEqualTo("/data/b");
        assertThat(less.document().select("[name=rows.files]").val()).isEqualTo("1");
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
    void everyFieldOfAConfigSurvivesTheFormAndBack() {
        HotspotConfig all = designed();
        Answer exported = member.submit(
                member.submit(member.get("/orders/new"), "/orders", Map.of("do", "import", "yaml", yaml(all))),
                "/orders",
                Map.of("do", "place"));
        assertThat(exported.text()).contains("placed: clinic");
        assertThat(scheduler.orders.values()).singleElement().satisfies(order -> assertThat(
                        yaml(Objects.requireNonNull(order.config())))
                .isEqualTo(yaml(all)));
    }

    @Test
    void aConfigIsShownAsYamlThatFillsTheFormAgain() {
        Answer page = member.submit(
                member.submit(member.get("/orders/new"), "/orders", Map.of("do", "import", "yaml", yaml(designed()))),
                "/orders",
                Map.of("do", "export"));
        String shown = page.document().select("[name=yaml]").val();
        assertThat(shown).contains("ssid: Clinique");
        member.submit(page, "/orders", Map.of("do", "import", "yaml", shown));
        Answer offspot = member.submit(
                member.get("/orders/new"),
                "/orders",
                Map.of("do", "import", "yaml", "base: 1.2.3\noutput: {size: 8G}"));
        assertThat(offspot.document().select("[name=config.size]").val()).isEqualTo("8");
    }

    @Test
    void booksAreFoundAndChosenAndEachOnlyOnce() {
        scheduler.books.add(Samples.book("one", "Wikipédia en bambara"));
        Answer found =
                member.submit(member.get("/orders/new"), "/orders", Map.of("do", "find", "find.text", "bambara"));
        assertThat(found.text()).contains("Wikipédia en bambara", "Choose");
        Answer chosen = member.submit(found, "/orders", Map.of("do", "choose one"));
        assertThat(chosen.document().select("[name=config.books[0].id]").val()).isEqualTo("one");
        Answer again = member.submit(chosen, "/orders", Map.of("do", "choose one"));
        assertThat(again.document().select("[name=rows.books]").val()).isEqualTo("1");
        scheduler.books.clear();
    }

    @Test
    void theCatalogIsLeafedThroughInOneOrderAndChoosingStaysOnThePage() {
        for (int i = 100; i < 145; i++) {
            scheduler.books.add(Samples.book("b" + i, "Book " + i));
        }
        Answer first = member.submit(member.get("/orders/new"), "/orders", Map.of("do", "find"));
        assertThat(first.document().select(".books li")).hasSize(20);
        assertThat(first.text()).contains("1 to 20 of 45");
        Answer third = member.submit(first, "/orders", Map.of("do", "find 40"));
        assertThat(third.document().select(".books li strong").eachText())
                .containsExactly("Book 140", "Book 141", "Book 142", "Book 143", "Book 144");
        Answer chosen = member.submit(third, "/orders", Map.of("do", "choose b142"));
        assertThat(chosen.text()).contains("41 to 45 of 45");
        scheduler.books.subList(20, 45).clear();
        Answer shorter = member.submit(third, "/orders", Map.of("do", "find 40"));
        assertThat(shorter.document().select(".books li")).hasSize(20);
        scheduler.books.clear();
    }

    @Test
    void filtersOfTheCatalogFilterAndWhatIsNoneIsToldBesideItsField() {
        scheduler.books.add(Samples.book("one", "Wikipédia en bambara"));
        Answer late =
                member.submit(member.get("/orders/new"), "/orders", Map.of("do", "find", "find.since", "2199-01-01"));
        assertThat(late.document().select(".books li")).isEmpty();
        assertThat(late.text()).contains("No book fits");
        Answer small = member.submit(late, "/orders", Map.of("do", "find", "find.since", "", "find.most", "0"));
        assertThat(small.document().select(".books li")).isEmpty();
        Answer wrong =
                member.submit(small, "/orders", Map.of("do", "find", "find.since", "last year", "find.most", "-1"));
        assertThat(wrong.document().select("#find-since-wrong").text()).contains("expected a date");
        assertThat(wrong.document().select("#find-most-wrong").text()).contains("expected a whole number");
        scheduler.books.clear();
    }

    @Test
    void coloursAreShownWithTheirContrastAndTheLogoThatTheConfigHolds() {
        String gif = "R0lGODlhEAAQAAAAADs=";
        Map<String, String> typed = Map.of(
                "do",
                "show",
                "config.title",
                "Clinique",
                "config.branding.primary",
                "#767676",
                "config.branding.background",
                "#ffffff",
                "config.branding.logo.content",
                gif);
        Answer page = member.submit(member.get("/orders/new"), "/orders", typed);
        assertThat(page.document().select("#look text").text()).contains("Clinique");
        assertThat(page.document().select("#look image").attr("href")).isEqualTo("data:image/gif;base64," + gif);
        assertThat(page.document().select("#look").text()).contains("4.5 : 1");
        Answer pale = member.submit(page, "/orders", Map.of("do", "show", "config.branding.primary", "#999999"));
        assertThat(pale.document().select("#look").text()).contains("2.8 : 1", "Hard to read");
        Answer markup = member.submit(page, "/orders", Map.of("do", "show", "config.branding.primary", "red\" onload"));
        assertThat(markup.document().select("#look rect").eachAttr("fill")).doesNotContain("red\" onload");
    }

    @Test
    void beforeOrderingTheSchedulerSaysWhatIsWrongAndWhichCardIsNeeded() {
        Answer wrong = member.submit(member.get("/orders/new"), "/orders", Map.of("do", "check"));
        assertThat(wrong.status()).isEqualTo(200);
        assertThat(wrong.document().select("#f-config-name-wrong").text()).contains("expected 1 to 63 letters");
        assertThat(wrong.document().select("#meter").text()).contains("cannot be made yet");
        Answer good = member.submit(wrong, "/orders", Map.of("do", "check", "config.name", "clinic"));
        assertThat(good.document().select("#meter").text())
                .contains("can be made", "at least 9 GB", "16 GB", "6.5 GB free");
        assertThat(scheduler.orders).isEmpty();
    }

    @Test
    void aCheckThatIsAskedForTooOftenLosesNothingAndSaysSo() {
        scheduler.refuseChecks = new ProblemException(ErrorCode.TOO_MANY, "10 checks within a minute");
        Map<String, String> typed = Map.of("do", "check", "config.name", "clinic");
        Answer page = member.submit(member.get("/orders/new"), "/orders", typed);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.document().select("#meter").text()).contains("Check again in a moment");
        assertThat(page.document().select("[name=config.name]").val()).isEqualTo("clinic");
    }

    @Test
    void aCardSizeThatNobodySellsIsKeptWhenTheOrderIsOrderedAgain() {
        Map<String, String> typed = new HashMap<>(CLINIC);
        typed.put("do", "check");
        typed.put("cardSize", "32000000000");
        Answer page = member.submit(member.get("/orders/new"), "/orders", typed);
        assertThat(page.document().select("[name=cardSize] option[selected]").val())
                .isEqualTo("32000000000");
    }

    @Test
    void anOrderIsOrderedAgainWithWhatItHad() {
        member.submit(member.get("/orders/new"), "/orders", CLINIC);
        String first = scheduler.orders.keySet().iterator().next();
        Answer page = member.get("/orders/" + first);
        Answer again =
                member.get(page.document().select("a[href^=/orders/new?from=]").attr("href"));
        assertThat(again.document().select("[name=config.files[0].content]").text())
                .contains("Hello");
        assertThat(again.document().select("[name=recipient.name]").val()).isEqualTo("Ann");
        member.submit(again, "/orders", Map.of());
        assertThat(scheduler.orders).hasSize(2);
    }

    /** What no form can make better: as typed, with its place, and no order. */
    @ParameterizedTest
    @ValueSource(strings = {"", "<script>alert(1)</script>", "\u202egnp.exe", "x-very-long"})
    void whateverIsTypedComesBackAsTextAndIsNeverMarkup(String typed) {
        scheduler.refuseOrders = new ProblemException(ErrorCode.MALFORMED, "wrong");
        String value = typed.equals("x-very-long") ? "x".repeat(100_000) : typed;
        Map<String, String> all = new HashMap<>();
        Answer form = member.get("/orders/new");
        form.document()
                .select("#design input:not([type=hidden]):not([type=radio]):not([type=checkbox]), #design textarea")
                .forEach(input -> all.put(input.attr("name"), value));
        all.keySet().removeIf(name -> name.startsWith("find.") || name.equals("yaml"));
        Answer page = member.submit(form, "/orders", value.length() > 1000 ? Map.of("name", value) : all);
        assertThat(page.status()).isIn(400, 413);
        assertThat(page.document().select("main script")).isEmpty();
        assertThat(scheduler.orders).isEmpty();
        assertThat(page.document().select("[name=name]").val()).isEqualTo(value);
    }

    private static HotspotConfig designed() {
        return HotspotDraft.named("clinic", new BaseImage("https://example.org/b.img", null, 123L))
                .title("Clinique de Ségou")
                .domain("clinic.hotspot")
                .size(16_000_000_001L)
                .wifi(new Wifi("Clinique", " correct horse", "ML", 6, true))
                .language("fr")
                .timezone("Africa/Bamako")
                .admin(new AdminAccount("admin", "battery staple"))
                .branding(new Branding(
                        new Picture("https://example.org/l.png", 5L, null, null),
                        new Picture(null, null, null, "R0lGODlhEAAQAAAAADs="),
                        "#1a6b3c",
                        "#ffffff"))
                .books(List.of(ChosenBook.withId("urn:uuid:1"), ChosenBook.at("https://example.org/w.zim", 4L, null)))
                .packages(List.of(new ContentPackage(
                        "nomad", null, "Nomad", "https://example.org/n.zip", "zip", 6L, 7L, null, null)))
                .files(List.of(
                        new ContentFile(
                                "/data/g",
                                "https://example.org/g",
                                null,
                                "gz",
                                1L,
                                2L,
                                "md5:00112233445566778899aabbccddeeff",
                                List.of("https://a.example.org/g", "https://b.example.org/g")),
                        new ContentFile("/data/t", null, " two\nlines\n", null, null, null, null)))
                .ociImages(List.of(new OciImage("registry.example.org/a:1", null, 8L, 9L, "linux/amd64")))
                .readers(List.of(new ReaderProgram("linux", "https://example.org/r", 3L, null, null)))
                .metrics(true)
                .offspot(Map.of("ap", Map.of("address", "10.0.0.1")))
                .config();
    }

    /** JSON is YAML too. */
    private static String yaml(HotspotConfig config) {
        try {
            return ObjectMapper.getDefault().writeValueAsString(config);
        } catch (IOException e) {
            throw new AssertionError(e);
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
