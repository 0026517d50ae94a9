package org.cardpress.protocol.hotspot;

import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a text may be made of that people read on a screen, and perhaps trust. Characters that show nothing but change how others are
 * shown, such as the right-to-left override, are refused.
 */
public final class PlainText {
    /** Joiners, marks of direction of Hebrew and Arabic, the soft hyphen. */
    private static final String MARKS = "\u200c\u200d\u200e\u200f\u061c\u00ad";

    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private PlainText() {}

    /** What is wrong with a line of visible characters and plain spaces; null where nothing is. */
    static @Nullable String problem(String text, int mostCharacters) {
        int length = text.codePointCount(0, text.length());
        if (text.isBlank() || length > mostCharacters) {
            return length + " characters (expected 1 to " + mostCharacters + ", not only spaces)";
        }
        OptionalInt odd = text.codePoints().filter(c -> !isVisible(c)).findFirst();
        return odd.isEmpty() ? null : "has " + name(odd.getAsInt()) + " (expected visible characters and plain spaces)";
    }

    /**
     * What is wrong with what people say to people, of one line or more: names, addresses, notes. Marks of direction are part of how some
     * languages are written; what turns the direction of others, or hides, is refused.
     *
     * @return null where nothing is
     */
    public static @Nullable String said(String text, int mostCharacters) {
        if (text.length() > mostCharacters) {
            return text.length() + " characters (expected at most " + mostCharacters + ")";
        }
        OptionalInt odd = text.codePoints()
                .filter(c -> switch (Character.getType(c)) {
                    case Character.CONTROL -> c != '\n' && c != '\r' && c != '\t';
                    case Character.FORMAT -> MARKS.indexOf(c) < 0;
                    case Character.SURROGATE, Character.UNASSIGNED -> true;
                    default -> false;
                })
                .findFirst();
        return odd.isEmpty() ? null : "has " + name(odd.getAsInt()) + " (expected visible characters)";
    }

    /** What hides in the name of a file; null where nothing does. Joiners are part of how some languages are written. */
    static @Nullable String hidden(String text) {
        OptionalInt odd = text.codePoints()
                .filter(c -> switch (Character.getType(c)) {
                    case Character.FORMAT -> c != ZERO_WIDTH_NON_JOINER && c != ZERO_WIDTH_JOINER;
                    case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
                    default -> false;
                })
                .findFirst();
        return odd.isEmpty() ? null : "has " + name(odd.getAsInt()) + " (expected a name without invisible characters)";
    }

    static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> c == ' ';
            default -> true;
        };
    }

    private static String name(int c) {
        return String.format(Locale.ROOT, "U+%04X", c);
    }
}
