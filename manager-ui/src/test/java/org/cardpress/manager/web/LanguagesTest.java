package org.cardpress.manager.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.cardpress.locale.Texts;
import org.junit.jupiter.api.Test;

class LanguagesTest {
    @Test
    void aPageIsWrittenTheWayItsLanguageIs() {
        assertThat(Languages.direction(Locale.forLanguageTag("ar-DZ"))).isEqualTo("rtl");
        assertThat(Languages.direction(Locale.forLanguageTag("he"))).isEqualTo("rtl");
        assertThat(Languages.direction(Locale.forLanguageTag("ur"))).isEqualTo("rtl");
        assertThat(Texts.LANGUAGES)
                .allSatisfy(each -> assertThat(Languages.direction(each)).isIn("ltr", "rtl"));
        assertThat(Languages.direction(Locale.FRENCH)).isEqualTo("ltr");
    }
}
