package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.cardpress.manager.web.Rights;
import org.cardpress.protocol.order.GuestAct;
import org.cardpress.protocol.order.OrderStatus;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each page in Debian's Chromium: axe finds nothing serious, nothing comes from elsewhere, nothing is refused by our own policy. */
class PagesInABrowserTest {
    private static final long HEAVIEST = 200_000;
    /** Less would mean that something was not weighed. */
    private static final long LIGHTEST = 20_000;
    /** As it came over the wire, or first came where the browser still had it. */
    private static final String WEIGHT = """
            () => ["navigation", "resource"]
                .flatMap(kind => performance.getEntriesByType(kind))
                .reduce((sum, each) => sum + each.encodedBodySize, 0)""";

    private static final int PHONE_WIDTH = 360;
    private static final int PHONE_HEIGHT = 740;
    static final List<Sight> SIGHTS = Sight.ALL;

    private static final String TORN = """
            () => {
              const torn = [];
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              for (let text = texts.nextNode(); text; text = texts.nextNode()) {
                for (const token of text.data.matchAll(/[A-Za-z0-9][A-Za-z0-9._:\\/+@%-]*[A-Za-z0-9]/g)) {
                  let last = null;
                  for (let i = token.index; i < token.index + token[0].length; i++) {
                    const range = document.createRange();
                    range.setStart(text, i);
                    range.setEnd(text, i + 1);
                    const box = range.getBoundingClientRect();
                    if (last && Math.abs(last.top - box.top) < 3 && box.left < last.left - 0.5) {
                      torn.push(token[0]);
                      break;
                    }
                    last = box;
                  }
                }
              }
              return torn;
            }""";

    @AutoClose
    private static ShopWindow window;

    @BeforeAll
    static void open() {
        window = ShopWindow.open();
    }

    @Test
    void everyPageOfTheTableOfRightsIsLookedAt() {
        Set<String> looked = new TreeSet<>();
        for (String route : new Rights().table().keySet()) {
            String pattern = route.replace("GET ", "").replaceAll("\\{[a-z]+}", "[^/?]+") + "(\\?.*)?";
            SIGHTS.stream().filter(sight -> sight.path().matches(pattern)).forEach(sight -> looked.add(route));
        }
        Set<String> pages = new TreeSet<>(new Rights().table().keySet());
        pages.removeIf(route -> !route.startsWith("GET ") || route.matches(".*(/live|/log|/state|\\.csv)"));
        pages.removeAll(Set.of("GET /", "GET /sign-in/{secret}"));
        assertThat(looked).containsAll(pages);
    }

    /** Else silence would prove nothing. */
    @Test
    void axeSeesWhatIsWrong() {
        try (BrowserContext visitor = window.blank();
                Page page = visitor.newPage()) {
            page.setContent("<html lang=en><title>x</title><main><h1>x</h1><button></button>"
                    + "<p style='color:#ccc;background:#fff'>pale</p></main>");
            assertThat(Axe.findings(page)).hasSize(2).anyMatch(found -> found.startsWith("color-contrast"));
            assertThat(Axe.findingsBesides(page, "color-contrast")).hasSize(1);
        }
    }

    @Test
    void booksAreFoundChosenAndMeasuredOnOnePageWithoutAFindingOfAxe() {
        try (BrowserContext visitor = window.visitors.at(new Sight("", "member", "/orders/new"), 1280, 900);
                Page page = visitor.newPage()) {
            page.navigate(window.url() + "/orders/new");
            page.fill("#f-config-name", "clinic");
            page.fill("#find-text", "bambara");
            page.click("button[value=find]");
            page.click("button[value='choose one']");
            page.click("#meter button");
            assertThat(page.locator("#meter").innerText()).contains("16 GB");
            assertThat(page.locator("[name='config.books[0].id']").inputValue()).isEqualTo("one");
            assertThat(page.locator("#f-config-name").inputValue()).isEqualTo("clinic");
            assertThat(Axe.findings(page)).isEmpty();
        }
    }

    @Test
    void whoHasALinkConfirmsTheArrivalAndChoosesALanguage() {
        String path = "/public/" + GuestSamples.ticket(GuestAct.ARRIVAL, Samples.id(7));
        window.shop.scheduler.guests.put(
                path.substring("/public/".length()),
                GuestSamples.sent(
                        GuestSamples.guest(
                                GuestAct.ARRIVAL, Samples.order(7, "Clinic", "manager", OrderStatus.PENDING_SHIPMENT)),
                        "DHL 1"));
        try (BrowserContext visitor = window.visitors.at(new Sight("", null, path), 1280, 900);
                Page page = visitor.newPage()) {
            page.navigate(window.url() + path);
            page.fill("#f-text", "merci");
            page.click("main button.primary");
            page.waitForSelector("main strong:text('The cards have arrived.')");
            page.click("button[lang=fr]");
            page.waitForSelector("main strong:text('Les cartes sont arrivées.')");
            assertThat(page.url()).endsWith(path);
        }
    }

    /** One visit: light and dark, then as narrow as a phone. */
    @ParameterizedTest
    @FieldSource("SIGHTS")
    void aPageHasNoSeriousFindingKeepsToItsPolicyAndFitsAPhone(Sight sight) {
        List<String> wrong = new ArrayList<>();
        Consumer<ConsoleMessage> told = said -> {
            // A page that answers 404 is told there too.
            if (said.type().equals("error") && !said.text().contains("404")) {
                wrong.add("the browser says: " + said.text());
            }
        };
        Consumer<Request> asks = asked -> {
            if (!asked.url().startsWith(window.url() + "/") && !asked.url().startsWith("data:")) {
                wrong.add("asks elsewhere: " + asked.url());
            }
        };
        Page page = window.visitors.page(sight, 1280, 900, "en");
        page.onConsoleMessage(told);
        page.onRequest(asks);
        try {
            open(page, sight);
            assertThat(((Number) page.evaluate(WEIGHT)).longValue())
                    .as("bytes of the page")
                    .isBetween(LIGHTEST, HEAVIEST);
            wrong.addAll(Axe.findings(page));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            wrong.addAll(Axe.findings(page, "color-contrast"));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
            page.setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
            assertThat(sticksOut(page)).as("pixels that stick out of a phone").isZero();
            wrong.addAll(Axe.findings(page));
        } finally {
            page.offConsoleMessage(told);
            page.offRequest(asks);
        }
        assertThat(wrong).isEmpty();
    }

    /** A word of Latin letters and digits, an id, a path, a date, an address: its characters stand one right of the other. */
    @ParameterizedTest
    @FieldSource("SIGHTS")
    void fromRightToLeftNoNumberIdOrPathIsTornAndNothingSticksOut(Sight sight) {
        Page page = window.visitors.page(sight, 1280, 900, "ar");
        open(page, sight);
        assertThat(page.getAttribute("html", "dir")).isEqualTo("rtl");
        assertThat(page.getAttribute("html", "lang")).isEqualTo("ar");
        assertThat(page.locator("body").innerText()).containsPattern("\\p{IsArabic}{3}");
        assertThat(page.evaluate(TORN)).as("torn").isEqualTo(List.of());
        assertThat(sticksOut(page)).as("pixels that stick out").isZero();
        // Colours are those of the other languages, and have been looked at.
        List<String> findings = Axe.findingsBesides(page, "color-contrast");
        assertThat(findings).isEmpty();
        page.setViewportSize(PHONE_WIDTH, PHONE_HEIGHT);
        assertThat(sticksOut(page)).as("pixels that stick out of a phone").isZero();
    }

    /** Else silence would prove nothing. */
    @Test
    void aPathThatIsTornIsFound() {
        try (BrowserContext visitor = window.blank();
                Page page = visitor.newPage()) {
            page.setContent("<html dir=rtl><p>الملف 12/data/x-34 هنا <code dir=ltr>/data/x-34</code>");
            assertThat(page.evaluate(TORN)).isEqualTo(List.of("12/data/x-34"));
        }
    }

    private static void open(Page page, Sight sight) {
        page.navigate(window.url() + sight.path());
        page.waitForLoadState(LoadState.LOAD);
    }

    /** To the one side or the other. */
    private static int sticksOut(Page page) {
        return (Integer) page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth");
    }
}
