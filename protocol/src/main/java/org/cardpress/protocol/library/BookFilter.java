package org.cardpress.protocol.library;

import java.util.Arrays;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which books are wanted; null for any.
 *
 * @param language three letters, or the two of ISO 639-1
 * @param category exact
 * @param text words that must all occur in title, summary, name, publisher or tags, whatever their case
 * @param mostBytes largest size; books of unknown size pass
 * @param since earliest date of the edition, {@code yyyy-mm-dd} or its beginning; books without a date pass
 */
public record BookFilter(
        @Nullable String language,
        @Nullable String category,
        @Nullable String text,
        @Nullable Long mostBytes,
        @Nullable String since)
        implements Predicate<Book> {
    public static final BookFilter ALL = new BookFilter(null, null, null, null, null);

    private static final Pattern DAY = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");

    public BookFilter {
        language = language == null ? null : threeLetters(language.toLowerCase(Locale.ROOT));
    }

    /**
     * A date as {@link #since} takes it.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static String day(String typed) {
        if (!DAY.matcher(typed).matches()) {
            throw new IllegalArgumentException(
                    "'" + typed + "' (expected a date such as 2026-05-31, or 2026-05 or 2026)");
        }
        return typed;
    }

    /** Catalogs have {@code fra} where people and configs say {@code fr}. */
    private static String threeLetters(String language) {
        try {
            String three = new Locale(language).getISO3Language();
            return three.isEmpty() ? language : three;
        } catch (MissingResourceException e) {
            return language;
        }
    }

    @Override
    public boolean test(Book book) {
        return (language == null || book.languages().contains(language))
                && (category == null || book.category().equalsIgnoreCase(category))
                && (mostBytes == null || book.size() <= mostBytes)
                && (since == null || book.date().isEmpty() || book.date().compareTo(since) >= 0)
                && (text == null || says(book, text));
    }

    private static boolean says(Book book, String text) {
        String all = String.join(
                        "\n",
                        book.title(),
                        book.summary(),
                        book.name(),
                        book.publisher(),
                        String.join("\n", book.tags()))
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(text.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                .allMatch(all::contains);
    }
}
