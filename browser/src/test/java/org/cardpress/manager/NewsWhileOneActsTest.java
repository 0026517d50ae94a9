package org.cardpress.manager;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page that is drawn anew all the time, worse than any order does it, takes nothing out of the hands of who works on it. */
class NewsWhileOneActsTest {
    @AutoClose
    private static ShopWindow window;

    @BeforeAll
    static void open() {
        window = ShopWindow.open();
    }

    @Test
    void whatIsTypedStaysAndSoDoesTheCaret() {
        try (BrowserContext operator = window.visitors.at(new Sight("", "operator", ""), 1280, 900);
                Page page = operator.newPage()) {
            open(page, Showcase.TO_SHIP);
            Locator details = page.locator("#f-details");
            details.click();
            int before = drawn(page, "#actions");
            details.pressSequentially("RR1456785RW", new Locator.PressSequentiallyOptions().setDelay(30));
            for (int i = 0; i < 8; i++) {
                page.keyboard().press("ArrowLeft", new Keyboard.PressOptions().setDelay(30));
            }
            page.keyboard().type("23", new Keyboard.TypeOptions().setDelay(60));
            Assertions.assertThat(drawn(page, "#actions")).isGreaterThan(before + 3);
            assertThat(details).hasValue("RR123456785RW");
            assertThat(details).isFocused();
        }
    }

    @Test
    void aSlowPressOfAButtonCounts() {
        try (BrowserContext operator = window.visitors.at(new Sight("", "manager", ""), 1280, 900);
                Page page = operator.newPage()) {
            open(page, Showcase.FAILED);
            moveOver(page, "#live .step.bad button");
            drawn(page, "#live");
            page.mouse().down();
            page.waitForTimeout(500);
            page.mouse().up();
            assertThat(page.locator(".notice")).containsText("tried again");
        }
    }

    @Test
    void aPressThatNeverEndsHoldsNothingUpForLong() {
        try (BrowserContext operator = window.visitors.at(new Sight("", "manager", ""), 1280, 900);
                Page page = operator.newPage()) {
            open(page, Showcase.FAILED);
            page.mouse().down();
            int before = drawn(page, "#live");
            Assertions.assertThat(drawn(page, "#live")).isGreaterThan(before);
        }
    }

    /** On a page that hears every 50 ms that its order has changed. */
    private static void open(Page page, int order) {
        String path = "/orders/" + Samples.id(order);
        StringBuilder live = new StringBuilder();
        page.route("**" + path + "/live", route -> {
            String news = live.isEmpty() ? "event: beat\ndata: ok\n\n" : live.toString();
            route.fulfill(new Route.FulfillOptions()
                    .setContentType("text/event-stream")
                    .setBody("retry: 50\n" + news));
        });
        page.navigate(window.url() + path);
        String html = (String) page.locator("#live").evaluate("live => live.innerHTML");
        page.evaluate("""
                () => {
                  window.drawn = {};
                  for (const id of ["live", "actions"]) {
                    const part = document.getElementById(id);
                    window.drawn["#" + id] = 0;
                    new MutationObserver(() => window.drawn["#" + id]++).observe(part, {childList: true});
                  }
                }""");
        live.append("event: live\n")
                .append(html.lines().map(line -> "data: " + line + "\n").collect(Collectors.joining()))
                .append("\nevent: changed\ndata: changed\n\n");
        drawn(page, "#live");
    }

    /** At once: Playwright's own way waits until nothing replaces the element any more, which on a busy machine is never. */
    private static void moveOver(Page page, String element) {
        List<?> middle = (List<?>) page.evaluate("""
                element => {
                  const one = document.querySelector(element);
                  one.scrollIntoView({block: "center", behavior: "instant"});
                  const box = one.getBoundingClientRect();
                  return [box.x + box.width / 2, box.y + box.height / 2];
                }""", element);
        page.mouse().move(((Number) middle.get(0)).doubleValue(), ((Number) middle.get(1)).doubleValue());
    }

    /** How often this part was drawn anew, asked once it was again. */
    private static int drawn(Page page, String part) {
        int before = (int) page.evaluate("part => window.drawn[part]", part);
        for (int tries = 0; tries < 200; tries++) {
            int now = (int) page.evaluate("part => window.drawn[part]", part);
            if (now > before) {
                return now;
            }
            page.waitForTimeout(50);
        }
        throw new AssertionError(part + " is not drawn anew any more");
    }
}
