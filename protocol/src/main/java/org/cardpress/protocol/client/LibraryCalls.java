package org.cardpress.protocol.client;

import org.cardpress.protocol.Page;
import org.cardpress.protocol.library.Book;
import org.cardpress.protocol.library.BookFilter;
import org.cardpress.protocol.library.CatalogView;

/** The part of {@link SchedulerClient} about the books of libraries. */
public final class LibraryCalls {
    private final Calls calls;

    LibraryCalls(Calls calls) {
        this.calls = calls;
    }

    /** Libraries, and the languages and categories of their books. */
    public CatalogView view() {
        return calls.call("GET", "/catalog", null, CatalogView.class);
    }

    /** Books by title. */
    public Page<Book> books(int skip, int limit, BookFilter wanted) {
        return calls.page(
                Calls.list("/catalog/books", skip, limit)
                        .with("q", wanted.text())
                        .with("language", wanted.language())
                        .with("category", wanted.category())
                        .with("maxSize", wanted.mostBytes())
                        .with("since", wanted.since()),
                Book.class);
    }

    public Book book(String id) {
        return calls.call("GET", Query.path("catalog", "books", id), null, Book.class);
    }
}
