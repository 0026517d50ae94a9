package org.cardpress.scheduler.books;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.library.Book;
import org.cardpress.protocol.library.BookFilter;

/**
 * Finds the edition that an order means: the one with its id, or the newest with its name, flavour and beginning of the edition. What
 * the catalog does not have is looked for once more in a fresh one. For one order.
 */
final class Choice {
    private final BookCatalog catalog;
    private boolean refreshed;

    Choice(BookCatalog catalog) {
        this.catalog = catalog;
    }

    /** @throws IllegalArgumentException where there is no such book; its message says what there is instead */
    Book of(ChosenBook chosen) {
        if (catalog.isEmpty()) {
            throw new IllegalArgumentException(
                    "no library is configured to look it up in (expected its url, or the setting scheduler.library-urls)");
        }
        Optional<Book> found = chosen.id() == null ? byName(chosen) : catalog.book(chosen.id());
        if (found.isEmpty() && !refreshed) {
            refreshed = true;
            if (catalog.refresh()) {
                found = chosen.id() == null ? byName(chosen) : catalog.book(chosen.id());
            }
        }
        return found.orElseThrow(() -> new IllegalArgumentException(missing(chosen)));
    }

    private Optional<Book> byName(ChosenBook chosen) {
        List<Book> editions = named(chosen).stream()
                .filter(book -> chosen.edition() == null || book.date().startsWith(chosen.edition()))
                .toList();
        TreeSet<String> flavours = editions.stream().map(Book::flavour).collect(Collectors.toCollection(TreeSet::new));
        String wanted = chosen.flavour() != null ? chosen.flavour() : flavours.contains("") ? "" : null;
        if (wanted == null && flavours.size() > 1) {
            throw new IllegalArgumentException("'" + chosen.name() + "' comes in several flavours: "
                    + String.join(", ", flavours) + " (expected one of them as flavour)");
        }
        return editions.stream()
                .filter(book -> wanted == null || book.flavour().equals(wanted))
                .max(Comparator.comparing(Book::date));
    }

    private List<Book> named(ChosenBook chosen) {
        return catalog.find(BookFilter.ALL).stream()
                .filter(book -> book.name().equals(chosen.name()))
                .toList();
    }

    private String missing(ChosenBook chosen) {
        String there = chosen.name() == null
                ? ""
                : named(chosen).stream()
                        .map(book -> (book.flavour().isEmpty() ? "" : book.flavour() + " ") + book.date())
                        .distinct()
                        .limit(5)
                        .collect(Collectors.joining(", "));
        String what = chosen.id() == null
                ? "'" + chosen.name() + "'"
                        + (chosen.flavour() == null ? "" : " " + chosen.flavour())
                        + (chosen.edition() == null ? "" : " of " + chosen.edition())
                : "the edition " + chosen.id();
        return what + " is not in the catalog as of " + catalog.asOf()
                + ": it was never there, or a newer one took its place (expected "
                + (there.isEmpty() ? "a book that GET /catalog/books lists" : "one of: " + there) + ")";
    }
}
