package org.cardpress.locale;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The texts of one language. Immutable; safe for any thread. A language that is not there is answered in English. */
public final class Texts {

    /** Languages with a complete translation; the first one is the fallback. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH, Locale.forLanguageTag("ar"));

    private final ResourceBundle bundle;
    private final Direction direction;

    private Texts(ResourceBundle bundle, Direction direction) {
        this.bundle = bundle;
        this.direction = direction;
    }

    public static Texts of(Locale language) {
        return new Texts(bundle(language), Direction.of(known(language)));
    }

    static ResourceBundle bundle(Locale language) {
        return bundle("texts", language);
    }

    static ResourceBundle bundle(String name, Locale language) {
        return ResourceBundle.getBundle(
                "org.cardpress.locale." + name,
                known(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    /** The language of ours that answers somebody who reads this one. */
    static Locale known(Locale language) {
        return LANGUAGES.stream()
                .filter(each -> each.getLanguage().equals(language.getLanguage()))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    /**
     * A sentence with its values filled in.
     *
     * @param values one for each placeholder of the phrase, in its order
     */
    public String say(Phrase phrase, Object... values) {
        if (values.length != phrase.placeholders().size()) {
            throw new IllegalArgumentException(
                    phrase + " with " + values.length + " values (expected " + phrase.placeholders() + ")");
        }
        String text = bundle.getString(phrase.key());
        for (int index = 0; index < values.length; index++) {
            text = direction.fill(text, phrase.placeholders().get(index), String.valueOf(values[index]));
        }
        return text;
    }

    /** What an order's status word on the wire means to a person. */
    public String orderStatus(String word) {
        return word("order.", word);
    }

    /** What a task's status word on the wire means to a person. */
    public String taskStatus(String word) {
        return word("task.", word);
    }

    /** What a task's kind on the wire is called. */
    public String taskKind(String word) {
        return word("kind.", word);
    }

    /** What a host's status on the wire is called. */
    public String hostStatus(String word) {
        return word("host.", word);
    }

    /** What an account's role on the wire is called. */
    public String role(String word) {
        return word("role.", word);
    }

    /**
     * What is wrong with a card, in a sentence with {@code {slot}} and {@code {detail}} still open; the bare code where a newer
     * writer sends one that this version does not know.
     *
     * @param code such as {@code card.too_small}
     */
    public String cardFault(String code) {
        return bundle.containsKey("fault." + code) ? bundle.getString("fault." + code) : code;
    }

    /** A newer scheduler may send a word that this version does not know: it is shown as it came. */
    private String word(String prefix, String word) {
        return bundle.containsKey(prefix + word) ? bundle.getString(prefix + word) : word;
    }
}
