package org.cardpress.locale;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PageTextsTest {

    private static final Pattern PLACE = Pattern.compile("\\{([0-9])}");

    static List<Locale> languages() {
        return Texts.LANGUAGES;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageHasTheSameTextsWithTheSamePlaces(Locale language) throws IOException {
        Properties english = own(Locale.ENGLISH);
        Properties translated = own(language);
        assertThat(translated.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(places(translated.getProperty(key)))
                    .as("%s in %s", key, language)
                    .isEqualTo(places(english.getProperty(key)));
        }
    }

    @Test
    void valuesAreFilledIn() {
        assertThat(PageTexts.of(Locale.FRENCH).say("orders.cards", 1, 2)).isEqualTo("1 cartes écrites sur 2");
    }

    /** Marks are written as numbers here, since nobody sees them. */
    @Test
    void valuesInTextsFromRightToLeftAreOrderedWithinThemselves() {
        PageTexts arabic = PageTexts.of(Locale.forLanguageTag("ar"));
        assertThat(arabic.say("line.slot", "B2")).isEqualTo("الفتحة \u2068B2\u2069");
        assertThat(arabic.say("hosts.code.made", "1a-2b", "3$"))
                .as("a command can be copied")
                .endsWith("enrol NAME 1a-2b")
                .contains("\u20681a-2b\u2069", "\u20683$\u2069");
        assertThat(PageTexts.of(Locale.ENGLISH).say("line.slot", "B2")).isEqualTo("slot B2");
    }

    @Test
    void digitsAreTheSameInAllLanguages() {
        Amounts arabic = Amounts.of(Locale.forLanguageTag("ar"));
        assertThat(arabic.bytes(1_460_000_000L)).isEqualTo("1.5\u00a0غيغابايت");
        assertThat(arabic.duration(37_250)).isEqualTo("10\u00a0س 20\u00a0د");
        assertThat(arabic.time(Instant.parse("2026-03-01T12:00:00Z")))
                .startsWith("1 ")
                .contains("2026 12:00");
    }

    /** A text that was forgotten in a translation stands there in another language's letters, or as it is in English. */
    @Test
    void arabicIsWrittenInArabic() throws IOException {
        Properties english = own(Locale.ENGLISH);
        Properties arabic = own(Locale.forLanguageTag("ar"));
        assertThat(arabic.stringPropertyNames())
                .filteredOn(key -> arabic.getProperty(key).codePoints().noneMatch(PageTextsTest::isArabic))
                .allSatisfy(key -> assertThat(arabic.getProperty(key))
                        .as(key)
                        .isEqualTo(english.getProperty(key))
                        .matches("(Wi-Fi|[^A-Za-z]*)"));
    }

    @Test
    void amountsAreSaidAsInTheLanguage() {
        assertThat(Amounts.of(Locale.ENGLISH).bytes(32_000_000_000L)).isEqualTo("32\u00a0GB");
        assertThat(Amounts.of(Locale.FRENCH).bytes(1_460_000_000L)).isEqualTo("1,5\u00a0Go");
        assertThat(Amounts.of(Locale.ENGLISH).duration(3_725)).isEqualTo("62\u00a0min");
        assertThat(Amounts.of(Locale.ENGLISH).duration(37_250)).isEqualTo("10\u00a0h 20\u00a0min");
        assertThat(Amounts.of(Locale.ENGLISH).time(Instant.parse("2026-03-01T12:00:00Z")))
                .isEqualTo("1 Mar 2026 12:00 UTC");
    }

    /** Read from the file itself, since a bundle would fill gaps from its parent. */
    private static Properties own(Locale language) throws IOException {
        String suffix = language.equals(Locale.ENGLISH) ? "" : "_" + language.getLanguage();
        Properties properties = new Properties();
        try (Reader in = new InputStreamReader(
                PageTextsTest.class.getResourceAsStream("pages" + suffix + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(in);
        }
        return properties;
    }

    private static boolean isArabic(int letter) {
        return Character.UnicodeScript.of(letter) == Character.UnicodeScript.ARABIC;
    }

    private static Set<String> places(String text) {
        return PLACE.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}
