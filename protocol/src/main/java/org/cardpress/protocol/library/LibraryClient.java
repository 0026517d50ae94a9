package org.cardpress.protocol.library;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the whole catalog of a Kiwix server, page by page, over {@code /catalog/v2/entries}. A page holds at most 8 MiB, a catalog at
 * most 100,000 books. Safe for many threads.
 */
public final class LibraryClient {
    private static final int PAGE = 500;
    private static final int MOST_BYTES = 8 << 20;
    private static final int MOST_BOOKS = 100_000;

    private final URI server;
    private final Web web;

    /** @param server base URL, without {@code /catalog} */
    public LibraryClient(URI server, Duration patience) {
        this.server = server;
        this.web = new Web(List.of(server), patience);
    }

    /** Its base URL. */
    public URI server() {
        return server;
    }

    /**
     * All books, each once.
     *
     * @throws IOException if a page is missing or no feed: half a catalog is none
     */
    public List<Book> books() throws IOException {
        Map<String, Book> books = new LinkedHashMap<>();
        String base = server.toString().replaceFirst("/+$", "") + "/catalog/v2/entries";
        for (int start = 0; start < MOST_BOOKS; start += PAGE) {
            URI page = URI.create(base + "?start=" + start + "&count=" + PAGE);
            OpdsFeed feed = OpdsFeed.parse(web.get(page, MOST_BYTES), page);
            feed.books().forEach(book -> books.put(book.id(), book));
            if (feed.books().isEmpty() || start + feed.books().size() >= feed.total()) {
                return List.copyOf(books.values());
            }
        }
        throw new IOException(base + " has more than " + MOST_BOOKS + " books (expected fewer)");
    }
}
