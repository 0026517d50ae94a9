package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser sends a file to a real scheduler over a line that breaks, goes on with it on another page, and orders it. */
class UploadInABrowserTest {
    private static final String PIECES = "**/uploads/*/bytes";

    @TempDir
    static Path state;

    @TempDir
    static Path files;

    private static Chromium chromium;
    private static Shop shop;

    @BeforeAll
    static void start() {
        chromium = Chromium.open();
        shop = new Shop(state);
    }

    @AfterAll
    static void stop() {
        if (shop != null) {
            shop.close();
        }
        chromium.close();
    }

    @Test
    void anUploadThatBreaksOffGoesOnInAnotherPageAndIsOrdered() throws IOException {
        byte[] bytes = new byte[5_300_000];
        new Random(5).nextBytes(bytes);
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, bytes, 0, 4);
        Path file = Files.write(files.resolve("My Course.zip"), bytes);
        AtomicInteger sent = new AtomicInteger();
        try (BrowserContext visitor = chromium.browser().newContext()) {
            try (Page first = visitor.newPage()) {
                first.navigate(shop.manager.url() + "/sign-in?next=/uploads");
                first.fill("#username", shop.administrator.username());
                first.fill("#password", shop.administrator.password());
                first.click("main button");
                first.waitForURL("**/uploads");
                // Three pieces pass, then the line is dead.
                first.route(PIECES, route -> {
                    if (sent.incrementAndGet() <= 3) {
                        route.resume();
                    } else {
                        route.abort();
                    }
                });
                first.setInputFiles("#upload-file", file);
                first.waitForSelector("[data-upload-status]:has-text('interrupted')");
            }
            assertThat(sent.get()).isGreaterThanOrEqualTo(4);
            sent.set(0);
            try (Page second = visitor.newPage()) {
                second.route(PIECES, route -> {
                    // The line breaks once more, and the script goes on by itself.
                    if (sent.incrementAndGet() == 2) {
                        route.abort();
                    } else {
                        route.resume();
                    }
                });
                second.navigate(shop.manager.url() + "/orders/new");
                second.fill("#f-config-name", "clinic");
                second.fill("#f-config-base-url", "https://example.org/base.img");
                second.setInputFiles("#upload-file", file);
                second.waitForSelector(
                        "[name='config.packages[0].url']",
                        new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));
                // Three pieces were there: the other three, and the one that was lost.
                assertThat(sent.get()).isEqualTo(4);
                assertThat(second.locator("[name='config.packages[0].to']").inputValue())
                        .isEqualTo("/data/my-course");
                assertThat(second.locator("#f-config-name").inputValue()).isEqualTo("clinic");
                second.click(".buttons button[value=place]");
                second.waitForURL(url -> url.matches(".*/orders/[0-9a-z]{20}"));
                assertThat(second.content()).contains("My%20Course.zip");
                second.navigate(shop.manager.url() + "/uploads");
                assertThat(second.locator("table.list").innerText()).contains("My Course.zip", "complete");
                assertThat(Axe.findings(second)).isEmpty();
            }
        }
    }
}
