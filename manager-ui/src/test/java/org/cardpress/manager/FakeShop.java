package org.cardpress.manager;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A scheduler that keeps everything in memory, the manager UI before it, and the browsers of those who come: what every test of a page
 * begins with. One for all tests of a class is a static field, one for each test an instance field, both {@code @AutoClose}.
 */
final class FakeShop implements AutoCloseable {
    final FakeScheduler scheduler = new FakeScheduler();
    final RunningManager manager;

    FakeShop() {
        this(null);
    }

    /** @param publicUrl where people find it; null for where it is */
    FakeShop(@Nullable String publicUrl) {
        manager = Manager.start(
                new ManagerConfig("127.0.0.1", 0, scheduler.uri(), publicUrl == null ? null : URI.create(publicUrl)));
    }

    String url() {
        return manager.url();
    }

    /** Somebody whom the manager UI does not know yet. */
    Browser visitor() {
        return new Browser(url());
    }

    Browser signedIn(String account) {
        return Browser.signedIn(url(), account);
    }

    @Override
    public void close() {
        manager.close();
        scheduler.close();
    }
}
