package org.cardpress.manager;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Makes the pictures of the pages for the documentation; run by {@code ./cardpress pictures} only. Each page light, dark, as on a phone and
 * from right to left in Arabic; small, so that they can be kept with the sources.
 */
@Tag("pictures")
class PicturesTest {
    private static final long LARGEST = 60_000;
    private static final int HEIGHT = 640;

    @Test
    void eachPageIsPictured() throws IOException {
        Files.createDirectories(Pictures.FOLDER);
        for (Path old : Pictures.kept()) {
            Files.delete(old);
        }
        try (ShopWindow window = ShopWindow.open()) {
            for (Sight sight : Sight.ALL) {
                for (Pictures.Look look : Pictures.Look.values()) {
                    picture(window, sight, look);
                }
            }
        }
    }

    private static void picture(ShopWindow window, Sight sight, Pictures.Look look) throws IOException {
        Path file = Pictures.file(sight, look);
        Page page = window.visitors.page(sight, look.width(), HEIGHT, look.language());
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setColorScheme(look == Pictures.Look.DARK ? ColorScheme.DARK : ColorScheme.LIGHT));
        page.navigate(window.url() + sight.path());
        page.waitForLoadState(LoadState.LOAD);
        SmallPng.write(page.screenshot(), file);
        assertThat(Files.size(file)).as("bytes of %s", file).isLessThanOrEqualTo(LARGEST);
    }
}
