package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
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
    private static final int PIECE = 1 << 20;
    private static final int SLOW = 1 << 20;

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
        try (BrowserContext visitor = chromium.browser().newContext()) {
            try (Page first = visitor.newPage()) {
                signIn(first);
                CDPSession line = visitor.newCDPSession(first);
                emulate(line, SLOW, false);
                first.setInputFiles("#upload-file", file);
                first.waitForFunction("document.querySelector('[data-upload] progress').value >= " + 2 * PIECE);
                emulate(line, SLOW, true);
                first.waitForSelector("[data-upload-status]:has-text('interrupted')");
            }
            AtomicInteger sent = new AtomicInteger();
            try (Page second = visitor.newPage()) {
                second.onRequest(request -> {
                    if (request.url().endsWith("/bytes")) {
                        sent.incrementAndGet();
                    }
                });
                second.navigate(shop.manager.url() + "/orders/new");
                second.fill("#f-config-name", "clinic");
                second.fill("#f-config-base-url", "https://example.org/base.img");
                second.setInputFiles("#upload-file", file);
                second.waitForSelector(
                        "[name='config.packages[0].url']",
                        new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED));

                assertThat(sent.get())
                        .as("pieces of the six that had to be sent")
                        .isBetween(1, 4);
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

    private static void signIn(Page page) {
        page.navigate(shop.manager.url() + "/sign-in?next=/uploads");
        page.fill("#username", shop.administrator.username());
        page.fill("#password", shop.administrator.password());
        page.click("main button");
        page.waitForURL("**/uploads");
    }

    /** @param rate bytes a second that the browser may send */
    private static void emulate(CDPSession line, int rate, boolean offline) {
        JsonObject conditions = new JsonObject();
        conditions.addProperty("offline", offline);
        conditions.addProperty("latency", 0);
        conditions.addProperty("downloadThroughput", -1);
        conditions.addProperty("uploadThroughput", rate);
        line.send("Network.emulateNetworkConditions", conditions);
    }
}
