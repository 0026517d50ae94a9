package org.cardpress.locale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextsTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

    static List<Locale> languages() {
        return Texts.LANGUAGES;
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageHasTheSameTextsOfItsOwn(Locale language) {
        assertThat(ownKeys(language)).isEqualTo(ownKeys(Locale.ENGLISH));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyTextHasTheSamePlaceholdersInEveryLanguage(Locale language) {
        ResourceBundle english = Texts.bundle(Locale.ENGLISH);
        ResourceBundle translated = Texts.bundle(language);
        for (String key : english.keySet()) {
            assertThat(placeholders(translated.getString(key)))
                    .as("%s in %s", key, language)
                    .isEqualTo(placeholders(english.getString(key)));
        }
    }

    @ParameterizedTest
    @EnumSource(Phrase.class)
    void everyPhraseHasATextWithThePlaceholdersItDeclares(Phrase phrase) {
        assertThat(placeholders(Texts.bundle(Locale.ENGLISH).getString(phrase.key())))
                .isEqualTo(Set.copyOf(phrase.placeholders()));
    }

    @Test
    void everyPhraseTextBelongsToAPhrase() {
        Set<String> declared =
                List.of(Phrase.values()).stream().map(Phrase::key).collect(Collectors.toSet());
        assertThat(Texts.bundle(Locale.ENGLISH).keySet().stream().filter(key -> key.startsWith("phrase.")))
                .containsExactlyInAnyOrderElementsOf(declared);
    }

    @Test
    void valuesAreFilledIn() {
        assertThat(Texts.of(Locale.FRANCE).say(Phrase.INSERT_CARD, "A", "bamako", "16 GB"))
                .isEqualTo("Insérez une carte d'au moins 16 GB dans le lecteur A de bamako.");
    }

    @Test
    void aWrongNumberOfValuesIsRefusedWithTheirNames() {
        assertThatThrownBy(() -> Texts.of(Locale.ENGLISH).say(Phrase.INSERT_CARD, "A"))
                .hasMessageContainingAll("slot", "host", "size");
    }

    @Test
    void anUnknownLanguageIsAnsweredInEnglish() {
        assertThat(Texts.of(Locale.JAPANESE).orderStatus("shipped")).isEqualTo("shipped");
        assertThat(Texts.of(Locale.FRENCH).orderStatus("shipped")).isEqualTo("expédiée");
    }

    @Test
    void aWordOfANewerSchedulerIsShownAsItCame() {
        assertThat(Texts.of(Locale.FRENCH).taskStatus("polishing")).isEqualTo("polishing");
    }

    /** Read from the file itself, since a bundle would fill gaps from its parent. */
    private static Set<String> ownKeys(Locale language) {
        String suffix = language.equals(Locale.ENGLISH) ? "" : "_" + language.getLanguage();
        Properties properties = new Properties();
        try (InputStream in = TextsTest.class.getResourceAsStream("texts" + suffix + ".properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames();
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }
}
