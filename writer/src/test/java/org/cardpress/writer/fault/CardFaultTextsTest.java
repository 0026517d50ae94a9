package org.cardpress.writer.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.cardpress.locale.Texts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CardFaultTextsTest {
    @ParameterizedTest
    @EnumSource(CardFault.class)
    void everyFaultHasItsSentenceInEveryLanguage(CardFault fault) {
        assertThat(Texts.of(Locale.ENGLISH).cardFault(fault.code())).isEqualTo(fault.sentence("{slot}", "{detail}"));
        assertThat(Texts.of(Locale.FRENCH).cardFault(fault.code()))
                .isNotEqualTo(fault.code())
                .isNotEqualTo(fault.sentence("{slot}", "{detail}"));
    }
}
