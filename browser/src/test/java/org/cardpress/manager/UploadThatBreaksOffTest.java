package org.cardpress.manager;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Clock;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.cardpress.protocol.upload.UploadView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real browser sends a file to a real scheduler over a line that really breaks, in the middle of a piece. */
class UploadThatBreaksOffTest {
    private static final int PIECE = 1 << 20;
    private static final int SIZE = 4_300_000;
    /** In the third piece. */
    private static final int BREAK = 2_600_000;
    /** Everything that is no piece of the file: heads, cookies, the pages themselves. */
    private static final int REST = 200_000;

    private static final String LINE = "[data-upload-line]";
    private static final String STATUS = "[data-upload-status]";
    private static final String INTERRUPTED = "interrupted. It goes on by itself where it stopped";

    @TempDir
    static Path state;

    @TempDir
    static Path files;

    private static Chromium chromium;
    private static Shop shop;
    private static String signedIn;

    private final List<Long> offsets = new ArrayList<>();
    private Line line;
    private BrowserContext visitor;
    private Page page;

    @BeforeAll
    static void start() {
        chromium = Chromium.open();
        shop = new Shop(state);
        try (BrowserContext context = chromium.browser().newContext();
                Page page = context.newPage()) {
            page.navigate(shop.manager.url() + "/sign-in");
            page.fill("#username", shop.administrator.username());
            page.fill("#password", shop.administrator.password());
            page.click("main button");
            page.waitForURL(url -> !url.endsWith("/sign-in"));
            signedIn = context.storageState();
        }
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
    }

    @AfterAll
    static void stop() {
        PlaywrightAssertions.setDefaultAssertionTimeout(5_000);
        if (shop != null) {
            shop.close();
            chromium.close();
        }
    }

    @BeforeEach
    void open() throws IOException {
        line = new Line(URI.create(shop.manager.url()).getPort());
        visitor = chromium.browser().newContext(new NewContextOptions().setStorageState(signedIn));
        page = visitor.newPage();
        page.onRequest(this::noteOffset);
        page.clock().install(new Clock.InstallOptions().setTime("2026-11-21T20:00:00Z"));
        page.navigate(line.url() + "/uploads");
    }

    @AfterEach
    void close() throws IOException {
        visitor.close();
        line.close();
    }

    private void noteOffset(Request request) {
        if (request.url().endsWith("/bytes")) {
            offsets.add(Long.valueOf(request.headers().get("upload-offset")));
        }
    }

    @Test
    void aCutIsToldAndTheUploadGoesOnWhereItBrokeAndSendsNothingTwice() throws IOException {
        Path file = file("cut.zip");
        line.isCutAfter(BREAK);
        page.setInputFiles("#upload-file", file);
        assertThat(page.locator(STATUS)).containsText(INTERRUPTED);
        Assertions.assertThat(Axe.findings(page)).isEmpty();
        Assertions.assertThat(upload("cut.zip").received()).isEqualTo(2 * PIECE);

        line.mend();
        page.clock().fastForward("00:15");

        isThereWhole(file);
        Assertions.assertThat(offsets).startsWith(0L, 1L * PIECE, 2L * PIECE, 2L * PIECE);
        Assertions.assertThat(offsets.subList(3, offsets.size())).isSorted().doesNotHaveDuplicates();
        Assertions.assertThat(line.carried()).isLessThan(SIZE + BREAK - 2 * PIECE + REST);
    }

    @Test
    void aPageThatIsLoadedAnewGoesOnWhereItBrokeOnceTheSameFileIsChosen() throws IOException {
        Path file = file("again.zip");
        line.isCutAfter(BREAK);
        page.setInputFiles("#upload-file", file);
        assertThat(page.locator(STATUS)).containsText(INTERRUPTED);
        page.navigate("about:blank");
        line.mend();
        page.navigate(line.url() + "/uploads");
        assertThat(row("again.zip")).containsText("received");
        assertThat(row("again.zip")).containsText("Choose the same file again to go on");
        offsets.clear();
        long before = line.carried();

        page.setInputFiles("#upload-file", file);

        isThereWhole(file);
        Assertions.assertThat(offsets).startsWith(2L * PIECE).isSorted().doesNotHaveDuplicates();
        Assertions.assertThat(line.carried() - before).isLessThan(SIZE - 2 * PIECE + REST);
    }

    @Test
    void aLineThatDiesWithoutAWordIsGivenUpAfterAMinuteAndGoneOnWithByItself() throws IOException {
        Path file = file("silent.zip");
        timeStandsStill();
        line.fallsSilentAfter(BREAK);
        page.setInputFiles("#upload-file", file);
        for (int tries = 0; !line.isBroken() && tries < 600; tries++) {
            page.waitForTimeout(100);
        }
        assertThat(page.locator(STATUS)).containsText("left");
        page.clock().fastForward("01:00");
        assertThat(page.locator(STATUS)).containsText(INTERRUPTED);

        line.mend();
        page.clock().fastForward("00:15");

        isThereWhole(file);
    }

    @Test
    void whoStopsIsToldThatWhatCameIsKept() throws IOException {
        Path file = file("stopped.zip");
        line.fallsSilentAfter(BREAK);
        page.setInputFiles("#upload-file", file);
        assertThat(page.locator(STATUS)).containsText("left");
        page.locator("[data-upload-stop]").click();
        assertThat(page.locator(STATUS)).containsText("What came is kept: choose the same file again");
        assertThat(page.locator(LINE + " button:visible")).hasCount(0);
        assertThat(page.locator("#upload-file")).isEnabled();

        line.mend();
        page.setInputFiles("#upload-file", file);

        isThereWhole(file);
    }

    @Test
    void aFileThatWasChangedMeanwhileIsNotTakenForABrokenLine() throws IOException {
        Path file = file("changed.zip");
        timeStandsStill();
        line.isCutAfter(BREAK);
        page.setInputFiles("#upload-file", file);
        assertThat(page.locator(STATUS)).containsText(INTERRUPTED);
        Files.delete(file);

        line.mend();
        page.locator("[data-upload-now]").click();

        assertThat(page.locator("#upload-file-wrong")).containsText("can no longer be read");
        assertThat(page.locator(LINE)).isHidden();
    }

    /** On the page: its pauses end when a test says so, or by its button. */
    private void timeStandsStill() {
        page.clock().pauseAt("2026-11-21T21:00:00Z");
    }

    private static Path file(String name) throws IOException {
        byte[] bytes = new byte[SIZE];
        new Random(name.hashCode()).nextBytes(bytes);
        System.arraycopy(HexFormat.of().parseHex("504b0304"), 0, bytes, 0, 4);
        return Files.write(files.resolve(name), bytes);
    }

    private Locator row(String name) {
        return page.locator("table.list tr", new Page.LocatorOptions().setHasText(name));
    }

    private static UploadView upload(String name) {
        return shop.client.uploads().list(0, 20).items().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** On the page, in what the scheduler says, and on its disk. */
    private void isThereWhole(Path file) throws IOException {
        String name = file.getFileName().toString();
        assertThat(row(name)).containsText("complete");
        UploadView there = upload(name);
        Assertions.assertThat(there.complete()).isTrue();
        Assertions.assertThat(there.sha256()).isEqualTo(sha256(file));
        Assertions.assertThat(sha256(state.resolve("uploads").resolve(there.id())))
                .isEqualTo(sha256(file));
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
