package org.cardpress.manager;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.util.HashMap;
import java.util.Map;

/** Signs in once for each account; a context of its own for each look. */
final class Visitors {
    private final Chromium chromium;
    private final RunningManager manager;
    private final Map<String, String> signedIn = new HashMap<>();

    Visitors(Chromium chromium, RunningManager manager) {
        this.chromium = chromium;
        this.manager = manager;
    }

    BrowserContext at(Sight sight, int width, int height) {
        return at(sight, width, height, "en");
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
