package org.cardpress.scheduler.books;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.library.Book;
import org.cardpress.protocol.library.BookFilter;
import org.cardpress.protocol.library.CatalogView;
import org.cardpress.protocol.library.Library;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The books of all configured libraries as one list, answered from memory. Safe for many threads. */
public final class BookCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(BookCatalog.class);
    private static final Comparator<Book> ORDER = Comparator.comparing(Book::title, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(Book::name)
            .thenComparing(Book::flavour)
            .thenComparing(Book::date, Comparator.reverseOrder())
            .thenComparing(Book::id);
    /** Somebody waits for an answer about a book: an older catalog is read once more before it is called unknown. */
    private static final Duration OLD = Duration.ofMinutes(10);

    private final List<Library> libraries;
    private final Clock clock;

    /** @param libraries the earlier ones win where two have the same edition */
    public BookCatalog(Collection<Library> libraries, Clock clock) {
        this.libraries = List.copyOf(libraries);
        this.clock = clock;
    }

    /** Whether any library is configured. */
    public boolean isEmpty() {
        return libraries.isEmpty();
    }

    /** The books that pass, by title, as far as known now. */
    public List<Book> find(BookFilter filter) {
        Map<String, Book> found = new LinkedHashMap<>();
        for (Library library : libraries) {
            library.find(filter).forEach(book -> found.putIfAbsent(book.id(), book));
        }
        return found.values().stream().sorted(ORDER).toList();
    }

    /** The edition with this id, as far as known now. */
    public Optional<Book> book(String id) {
        return libraries.stream().flatMap(each -> each.book(id).stream()).findFirst();
    }

    /** What there is to choose from, in numbers. */
    public CatalogView view() {
        List<Book> books = find(BookFilter.ALL);
        return new CatalogView(
                libraries.stream()
                        .map(each -> new CatalogView.Source(
                                each.server().toString(),
                                asOf(each),
                                each.find(BookFilter.ALL).size()))
                        .toList(),
                counts(books, Book::languages),
                counts(books, book -> book.category().isEmpty() ? List.of() : List.of(book.category())));
    }

    /** How old the oldest of the catalogs is; the epoch where one was never read. */
    public Instant asOf() {
        return libraries.stream()
                .map(Library::asOf)
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    /**
     * Reads now what is old.
     *
     * @return whether anything was read
     * @throws ProblemException {@code UNAVAILABLE} where a library that was never read does not answer
     */
    public boolean refresh() {
        boolean read = false;
        for (Library library : libraries) {
            boolean never = library.asOf().equals(Instant.EPOCH);
            if (never || library.asOf().plus(OLD).isBefore(clock.instant())) {
                try {
                    library.renew();
                    read = true;
                } catch (IOException e) {
                    LOG.warn("library {} stays as of {}: {}", library.server(), library.asOf(), e.getMessage());
                    if (never) {
                        throw new ProblemException(
                                ErrorCode.UNAVAILABLE,
                                "the library " + library.server() + " does not answer and was never read: "
                                        + e.getMessage() + " (try again, or name books by their url)");
                    }
                }
            }
        }
        return read;
    }

    private static @Nullable Instant asOf(Library library) {
        return library.asOf().equals(Instant.EPOCH) ? null : library.asOf();
    }

    private static List<CatalogView.Count> counts(List<Book> books, Function<Book, List<String>> words) {
        Map<String, Integer> counts = new TreeMap<>();
        books.forEach(book -> words.apply(book).forEach(word -> counts.merge(word, 1, Integer::sum)));
        List<CatalogView.Count> all = new ArrayList<>();
        counts.forEach((word, count) -> all.add(new CatalogView.Count(word, count)));
        all.sort(Comparator.comparingInt(CatalogView.Count::books).reversed());
        return all;
    }
}
