package org.cardpress.manager;

import com.microsoft.playwright.BrowserContext;

/** A shop with the showcase in it, and a real browser to look at it: what every test of a page in Chromium begins with. */
final class ShopWindow implements AutoCloseable {
    final Chromium chromium;
    final FakeShop shop = new FakeShop();
    final Visitors visitors;

    private ShopWindow(Chromium chromium) {
        this.chromium = chromium;
        this.visitors = new Visitors(chromium, shop.manager);
        Showcase.fill(shop.scheduler);
    }

    /** Skips the tests where there is no Chromium, so this is for {@code @BeforeAll}. */
    static ShopWindow open() {
        return new ShopWindow(Chromium.open());
    }

    String url() {
        return shop.url();
    }

    /** A browser that knows nobody and no page yet. */
    BrowserContext blank() {
        return chromium.browser().newContext();
    }

    @Override
    public void close() {
        shop.close();
        chromium.close();
    }
}
