package org.cardpress.standalone.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import org.cardpress.locale.PageTexts;
import org.cardpress.locale.Texts;
import org.cardpress.protocol.order.Eta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EtaWordsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void aForecastTellsTheTimeWhatIsLeftOfItAndOnWhatItDepends() {
        assertThat(words(new Eta(NOW.plusSeconds(1800), true, null)))
                .isEqualTo("2026-01-01T10:30:00Z  30 min left, if cards are put in as soon as they are asked for");
    }

    @Test
    void aTimeThatIsOverHasNothingLeft() {
        assertThat(words(new Eta(NOW.minusSeconds(60), false, null))).isEqualTo("2026-01-01T09:59:00Z");
    }

    @ParameterizedTest
    @EnumSource(Eta.Unknown.class)
    void whatCannotBeToldSaysWhyInEveryLanguage(Eta.Unknown why) {
        for (Locale language : Texts.LANGUAGES) {
            assertThat(EtaWords.of(Eta.unknown(why), NOW, Texts.of(language), PageTexts.of(language)))
                    .isNotBlank()
                    .isNotEqualTo("-");
        }
    }

    private static String words(Eta eta) {
        return EtaWords.of(eta, NOW, Texts.of(Locale.ENGLISH), PageTexts.of(Locale.ENGLISH));
    }
}
