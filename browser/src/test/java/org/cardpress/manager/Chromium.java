package org.cardpress.manager;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Debian's own Chromium, driven by Playwright; nothing is downloaded. It sees pages of ours only, so it runs without its sandbox, which
 * root and many containers cannot have. For one thread.
 */
public final class Chromium implements AutoCloseable {
    private static final List<Path> PLACES =
            List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts it; skips the tests and prints why where there is none or it does not start. */
    public static Chromium open() {
        Path program = PLACES.stream().filter(Files::isExecutable).findFirst().orElse(null);
        if (program == null) {
            return without("no " + PLACES.get(0) + " (Debian: apt install chromium)");
        }
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            return new Chromium(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(program)
                                    .setChromiumSandbox(false)
                                    .setArgs(List.of("--disable-gpu", "--disable-dev-shm-usage"))));
        } catch (PlaywrightException e) {
            playwright.close();
            return without(program + " does not start: " + e.getMessage());
        }
    }

    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Chromium without(String why) {
        System.out.println("skipped: pages are not opened in a browser: " + why);
        return abort(why);
    }
}
