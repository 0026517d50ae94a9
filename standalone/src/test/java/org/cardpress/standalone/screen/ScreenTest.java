package org.cardpress.standalone.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.cardpress.locale.Texts;
import org.cardpress.protocol.task.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {

    private final StringWriter text = new StringWriter();

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "12345, 12.3 kB",
        "999949, 1.0 MB",
        "999500, 1.0 MB",
        "64000000000, 64.0 GB"
    })
    void bytesAreShownInTheUnitsOfCardPackages(long bytes, String shown) {
        assertThat(Amount.bytes(bytes)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"5, 5 s", "99, 99 s", "150, 3 min", "7325, 2 h 02 min"})
    void durationsAreShownRoughly(long seconds, String shown) {
        assertThat(Amount.duration(Duration.ofSeconds(seconds))).isEqualTo(shown);
    }

    @Test
    void aBarShowsTheShareTheSpeedAndTheTimeLeft() {
        assertThat(Bar.of(new Progress(500, 1000, 10, "p3"), Texts.of(Locale.ENGLISH)))
                .isEqualTo("[##########..........]  50%  1.0 kB  10 B/s  50 s left  p3");
    }

    @Test
    void aBarNeverPassesItsEnd() {
        assertThat(Bar.of(new Progress(2000, 1000, 0, null), Texts.of(Locale.ENGLISH)))
                .contains("100%");
    }

    @Test
    void onATerminalTheSameLinesAreDrawnOver() {
        LiveScreen screen = new LiveScreen(new PrintWriter(text), true);
        screen.draw(List.of("a", "b"));
        screen.draw(List.of("c"));
        assertThat(text.toString()).contains("\u001b[2A").endsWith("c" + System.lineSeparator() + "\u001b[?7h");
    }

    @Test
    void elsewhereALineIsSaidOnce() {
        LiveScreen screen = new LiveScreen(new PrintWriter(text), false);
        screen.draw(List.of("same", "x"));
        screen.draw(List.of("same", "y"));
        assertThat(text.toString().lines()).containsExactly("same", "x", "y");
    }
}
