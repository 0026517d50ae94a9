package org.cardpress.manager;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.HashMap;
import java.util.Map;

/** Signs in once for each account. */
final class Visitors {
    private final Chromium chromium;
    private final RunningManager manager;
    private final Map<String, String> signedIn = new HashMap<>();
    private final Map<String, Page> pages = new HashMap<>();

    Visitors(Chromium chromium, RunningManager manager) {
        this.chromium = chromium;
        this.manager = manager;
    }

    BrowserContext at(Sight sight, int width, int height) {
        return at(sight, width, height, "en");
    }

    /**
     * The same for looking only: one page for each account and language, which is used again, since a browser starts a process for each
     * new one. Light, until somebody darkens it.
     */
    Page page(Sight sight, int width, int height, String language) {
        Page page = pages.computeIfAbsent(sight.account() + " " + language, absent -> at(sight, width, height, language)
                .newPage());
        page.setViewportSize(width, height);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        return page;
    }

    /** @param language that the browser asks for */
    BrowserContext at(Sight sight, int width, int height, String language) {
        NewContextOptions options =
                new NewContextOptions().setViewportSize(width, height).setLocale(language);
        String account = sight.account();
        if (account != null) {
            options.setStorageState(signedIn.computeIfAbsent(account, this::signIn));
        }
        return chromium.browser().newContext(options);
    }

    private String signIn(String account) {
        try (BrowserContext context = chromium.browser().newContext();
                Page page = context.newPage()) {
            page.navigate(manager.url() + "/sign-in");
            page.fill("#username", account);
            page.fill("#password", account);
            page.click("main button");
            page.waitForURL(url -> !url.endsWith("/sign-in"));
            return context.storageState();
        }
    }
}
