package org.cardpress.locale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class DirectionTest {
    @Test
    void aPageIsWrittenTheWayItsLanguageIs() {
        assertThat(Direction.of(Locale.forLanguageTag("ar-DZ")).html()).isEqualTo("rtl");
        // Java knew Hebrew under another tag until 17.
        assertThat(Direction.of(Locale.forLanguageTag("he"))).isEqualTo(Direction.RTL);
        assertThat(Direction.of(Locale.forLanguageTag("ur"))).isEqualTo(Direction.RTL);
        assertThat(Direction.of(Locale.FRENCH).html()).isEqualTo("ltr");
    }

    @Test
    void oneOfOurLanguagesIsWrittenFromRightToLeft() {
        assertThat(Texts.LANGUAGES).map(Direction::of).contains(Direction.RTL, Direction.LTR);
    }
}
