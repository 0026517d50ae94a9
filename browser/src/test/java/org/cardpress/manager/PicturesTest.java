package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Makes the pictures of the pages for the documentation; run by {@code ./cardpress pictures} only. Each page once, and by turns light,
 * dark, as on a phone and from right to left; small, so that they can be kept with the sources.
 */
@Tag("pictures")
class PicturesTest {
    private static final Path FOLDER = Path.of("../docs/pictures");
    private static final int LARGEST = 60_000;
    private static final List<String> LOOKS = List.of("light", "dark", "phone", "rtl");

    @Test
    void eachPageIsPictured() throws IOException {
        Files.createDirectories(FOLDER);
        try (Chromium chromium = Chromium.open();
                FakeScheduler scheduler = new FakeScheduler();
                RunningManager manager = Manager.start(new ManagerConfig("127.0.0.1", 0, scheduler.uri(), null))) {
            Showcase.fill(scheduler);
            Visitors visitors = new Visitors(chromium, manager);
            for (int i = 0; i < Sight.ALL.size(); i++) {
                Sight sight = Sight.ALL.get(i);
                picture(visitors, manager, sight, LOOKS.get(i % LOOKS.size()));
                if (sight.name().equals("order-writing") || sight.name().equals("floor")) {
                    for (String look : LOOKS) {
                        picture(visitors, manager, sight, look);
                    }
                }
            }
        }
    }

    private static void picture(Visitors visitors, RunningManager manager, Sight sight, String look)
            throws IOException {
        boolean phone = look.equals("phone");
        Path file = FOLDER.resolve(sight.name() + "-" + look + ".png");
        try (BrowserContext visitor = visitors.at(sight, phone ? 360 : 960, phone ? 640 : 640);
                Page page = visitor.newPage()) {
            page.emulateMedia(new Page.EmulateMediaOptions()
                    .setColorScheme(look.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT));
            page.navigate(manager.url() + sight.path());
            page.waitForLoadState(LoadState.LOAD);
            if (look.equals("rtl")) {
                page.evaluate("() => document.documentElement.dir = 'rtl'");
            }
            SmallPng.write(page.screenshot(), file);
        }
        assertThat(Files.size(file)).as("bytes of %s", file).isLessThanOrEqualTo(LARGEST);
    }
}
