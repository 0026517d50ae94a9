package org.cardpress.standalone.demo;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PageAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.cardpress.manager.Chromium;
import org.cardpress.manager.RunningManager;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.order.OrderStatus;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.writer.virtual.Quirk;
import org.cardpress.writer.virtual.VirtualSlot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One order from the form to the envelope, by a person at a browser and a hand at the card slots, on the real line: every program runs in
 * this process, cards are files, one of them bad again and again.
 */
@Tag("slow")
class StoryTest {
    private static final long CARD = 512L << 20;
    /** In the first block of the root file system, which every image maps. */
    private static final Map<Quirk, Long> BAD = Map.of(Quirk.FAIL_WRITE_AT, (17L << 20) + 1024);

    private static final double PATIENCE = Duration.ofMinutes(3).toMillis();

    @TempDir
    Path folder;

    private Chromium chromium;
    private DemoState state;
    private DemoLine line;
    private RunningManager manager;
    private BrowserContext person;

    @BeforeEach
    void start() throws Exception {
        chromium = Chromium.open();
        state = DemoState.open(folder.resolve("state"), false);
        Map<String, Path> slots = new LinkedHashMap<>();
        slots.put("A", Path.of("virtual:" + slot("A").place()));
        slots.put("B", Path.of("virtual:" + slot("B").place()));
        line = DemoLine.start(state, slots, state.folder("contents"));
        manager = line.startManager();
        person = chromium.browser().newContext(new Browser.NewContextOptions().setLocale("en"));
        person.setDefaultTimeout(PATIENCE);
    }

    @AfterEach
    void stop() throws IOException {
        if (chromium != null) {
            if (line != null) {
                line.close();
            }
            if (state != null) {
                state.close();
            }
            chromium.close();
        }
    }

    @Test
    void aPersonOrdersWatchesInsertsCardsRetriesABadOneAndShips() throws Exception {
        BaseImage base = DemoBase.make(state.folder("contents"));
        Page office = person.newPage();
        office.navigate(manager.signInLink(new Credentials(line.administrator(), line.administratorPassword()), "/"));
        String order = place(office, base);
        shows(office.locator("#live"), "image");
        Page follower = guest(office, "status");
        shows(follower.locator("#live"), "image");
        Page recipient = guest(office, "arrival");
        shows(recipient.locator("main"), "have not been sent yet");

        Page floor = person.newPage();
        Locator host = floor.locator("main a", new Page.LocatorOptions().setHasText("demo-writer"));
        // A host stands there once its writer has asked for work.
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            floor.navigate(manager.url() + "/floor");
            return host.count() > 0;
        });
        host.click();
        shows(tile(floor, "A"), "Insert a card");
        shows(tile(floor, "B"), "Insert a card");
        slot("A").insert(CARD, Map.of(), false);
        shows(tile(floor, "A"), "Take the card out");
        shows(office.locator("#live"), "1 of 2 cards written");

        for (int attempt = 1; attempt <= 3; attempt++) {
            shows(tile(floor, "B"), "Insert a card");
            slot("B").insert(CARD, BAD, false);
            waitForAFailure(order, attempt);
            slot("B").remove();
        }
        shows(office.locator("#live .step.bad"), "Throw it away");
        office.locator("#live .step.bad button").click();
        shows(office.locator(".notice"), "tried again");

        slot("A").remove();
        shows(tile(floor, "A"), "Insert a card");
        slot("A").insert(CARD, Map.of(), false);
        shows(office.locator("#live"), "2 of 2 cards written");
        shows(floor.locator("#live"), "Ready to ship");

        office.fill("#f-details", "RR123456785RW");
        office.locator("#actions button.primary").click();
        shows(office.locator(".notice"), "is shipped");
        Assertions.assertThat(line.client().orders().get(order)).satisfies(shipped -> {
            Assertions.assertThat(shipped.status()).isEqualTo(OrderStatus.SHIPPED);
            Assertions.assertThat(shipped.shipment()).isEqualTo("RR123456785RW");
            Assertions.assertThat(shipped.cardsWritten()).isEqualTo(2);
        });
        shows(follower.locator("#actions"), "RR123456785RW");
        recipient.reload();
        shows(recipient.locator("main"), "RR123456785RW");
    }

    /** Somebody without an account who opens a link that was made in the office. */
    private Page guest(Page office, String act) {
        office.selectOption("#f-act", act);
        office.locator("#links form button").first().click();
        String link = office.locator("#made-link").inputValue();
        BrowserContext stranger = chromium.browser().newContext(new Browser.NewContextOptions().setLocale("en"));
        stranger.setDefaultTimeout(PATIENCE);
        Page page = stranger.newPage();
        page.navigate(link);
        return page;
    }

    private String place(Page office, BaseImage base) {
        office.locator("a", new Page.LocatorOptions().setHasText("New order"))
                .first()
                .click();
        office.fill("#f-name", "Clinique de Ségou");
        office.fill("#f-quantity", "2");
        office.fill("#f-config-name", "clinic");
        office.fill("#f-config-base-url", base.url());
        office.fill("#f-config-files-0-to", "/data/welcome.txt");
        office.fill("#f-config-files-0-content", "Bienvenue !");
        office.fill("#f-recipient-name", "Ann");
        office.locator("button.primary[value=place]").click();
        assertThat(office)
                .hasURL(
                        Pattern.compile("/orders/[0-9a-zA-Z]{10,}$"),
                        new PageAssertions.HasURLOptions().setTimeout(PATIENCE));
        return office.url().replaceAll(".*/", "");
    }

    private void waitForAFailure(String order, int attempt) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> failed(line.client().orders().get(order), attempt));
    }

    /** Whether this attempt at a card has failed; it waits for another, or none is left. */
    private static boolean failed(OrderView order, int attempt) {
        return order.tasks().stream()
                .filter(task -> task.kind() == TaskKind.WRITE)
                .anyMatch(task -> task.error() != null && task.attempt() == attempt && !isWorkedOn(task));
    }

    private static boolean isWorkedOn(TaskView task) {
        return switch (task.stage()) {
            case RESERVED, PREPARING, RUNNING, WAITING, FINISHING -> true;
            case PENDING, SUCCEEDED, FAILED, TIMEDOUT, CANCELED -> false;
        };
    }

    private VirtualSlot slot(String name) {
        return new VirtualSlot(folder.toAbsolutePath().resolve("slots").resolve(name));
    }

    private static Locator tile(Page floor, String slot) {
        return floor.locator("[data-slot=" + slot + "]");
    }

    /** Without anybody reloading the page. */
    private static void shows(Locator where, String words) {
        assertThat(where).containsText(words, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    }
}
