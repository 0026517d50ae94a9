package org.cardpress.writer.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.cardpress.locale.Texts;
import org.junit.jupiter.api.Test;
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

    @Test
    void thePageOfTheWriterListsEveryFaultAsItIs() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "writer.md"));

        assertThat(page.lines().filter(line -> line.startsWith("| `")))
                .containsExactlyElementsOf(Arrays.stream(CardFault.values())
                        .map(fault -> "| `" + fault.code() + "` | " + yes(fault.retryable()) + " | "
                                + yes(fault.needsAnotherCard()) + " | " + fault.sentence("{slot}", "{detail}") + " |")
                        .toList());
    }

    private static String yes(boolean fact) {
        return fact ? "yes" : "no";
    }
}
