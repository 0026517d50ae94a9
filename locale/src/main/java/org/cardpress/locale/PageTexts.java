package org.cardpress.locale;

import java.util.Locale;
import java.util.ResourceBundle;

/**
 * The texts of the web pages in one language, by key; what is filled in stands as {@code {0}}, {@code {1}} in the text. Immutable;
 * safe for any thread. A language that is not there is answered in English.
 */
public final class PageTexts {

    private final ResourceBundle bundle;
    private final Direction direction;

    private PageTexts(ResourceBundle bundle, Direction direction) {
        this.bundle = bundle;
        this.direction = direction;
    }

    public static PageTexts of(Locale language) {
        return new PageTexts(Texts.bundle("pages", language), Direction.of(Texts.known(language)));
    }

    /**
     * A text with its values filled in.
     *
     * @throws java.util.MissingResourceException where there is no such text: pages are tested for it
     */
    public String say(String key, Object... values) {
        String text = bundle.getString(key);
        for (int index = 0; index < values.length; index++) {
            text = direction.fill(text, String.valueOf(index), String.valueOf(values[index]));
        }
        return text;
    }
}
