package org.cardpress.locale;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which way a language is written, and how values stand in its sentences. A number, a name or a path inside a sentence from right to left
 * would be torn apart by the algorithm that orders characters (Unicode UAX #9): there each value is isolated (U+2068, U+2069), so that it
 * is ordered within itself.
 */
public enum Direction {
    LTR,
    RTL;

    private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi");
    private static final String ISOLATE = "\u2068";
    private static final String END = "\u2069";

    public static Direction of(Locale language) {
        return RIGHT_TO_LEFT.contains(language.getLanguage()) ? RTL : LTR;
    }

    /** As {@code dir} of HTML says it. */
    public String html() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Puts a value in its place; bare within Latin words, so that a command can be copied without marks in it. */
    String fill(String text, String place, Object value) {
        String braced = "{" + place + "}";
        if (this == LTR) {
            return text.replace(braced, String.valueOf(value));
        }
        String bare = Matcher.quoteReplacement(String.valueOf(value));
        String quoted = Pattern.quote(braced);
        return text.replaceAll("(?<=[A-Za-z] )" + quoted, bare).replaceAll(quoted, ISOLATE + bare + END);
    }
}
