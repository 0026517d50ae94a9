package org.cardpress.scheduler.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.library.Book;
import org.cardpress.protocol.library.BookFilter;
import org.cardpress.protocol.library.CatalogView;
import org.cardpress.scheduler.books.BookCatalog;
import org.jspecify.annotations.Nullable;

/** The books that orders may name. */
@Controller("/catalog")
@Tag(name = "catalog")
@ExecuteOn(Threads.API)
final class CatalogController {
    private final BookCatalog catalog;

    CatalogController(BookCatalog catalog) {
        this.catalog = catalog;
    }

    /** Tells the libraries, and the languages and categories of their books. */
    @Get
    CatalogView view() {
        return catalog.view();
    }

    /**
     * Lists books by title.
     *
     * @param q words that must all occur in title, summary, name, publisher or tags
     * @param language two or three letters
     * @param category exact
     * @param maxSize largest size in bytes
     * @param since earliest date of the edition, as 2026-05-31, 2026-05 or 2026
     */
    @Get("/books")
    Page<Book> list(
            @QueryValue(defaultValue = "0") int skip,
            @QueryValue(defaultValue = "20") int limit,
            @QueryValue @Nullable String q,
            @QueryValue @Nullable String language,
            @QueryValue @Nullable String category,
            @QueryValue @Nullable Long maxSize,
            @QueryValue @Nullable String since) {
        Window window = Window.of(skip, limit);
        String day = Words.one("since", since, BookFilter::day);
        List<Book> books = catalog.find(new BookFilter(none(language), none(category), none(q), maxSize, day));
        return window.page(books.size(), books.stream().skip(skip).limit(limit).toList());
    }

    /** Shows one edition. */
    @Get("/books/{id}")
    Book get(@PathVariable String id) {
        return catalog.book(id)
                .orElseThrow(() -> new ProblemException(
                        ErrorCode.NOT_FOUND,
                        "book " + id + " is not in the catalog as of " + catalog.asOf()
                                + " (expected the id of one that GET /catalog/books lists)"));
    }

    private static @Nullable String none(@Nullable String word) {
        return word == null || word.isBlank() ? null : word;
    }
}
