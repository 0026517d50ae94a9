package org.cardpress.scheduler.books;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.cardpress.protocol.library.Book;
import org.cardpress.protocol.library.BookPinner;
import org.cardpress.scheduler.order.Books;

/**
 * Ties the books of an order to their bytes while the order is placed, several at a time. An edition never changes, so what was found
 * is remembered for the {@value #REMEMBERED} last ones. Safe for many threads.
 */
public final class BookPins implements Books {
    private static final int REMEMBERED = 5_000;

    private final BookCatalog catalog;
    private final BookPinner pinner;
    private final ExecutorService threads;
    private final Duration patience;
    private final Map<String, ChosenBook> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ChosenBook> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param patience for all books of one order together */
    public BookPins(BookCatalog catalog, BookPinner pinner, ExecutorService threads, Duration patience) {
        this.catalog = catalog;
        this.pinner = pinner;
        this.threads = threads;
        this.patience = patience;
    }

    @Override
    public HotspotConfig pinned(HotspotConfig config) {
        List<ChosenBook> chosen = config.books();
        if (chosen.stream().allMatch(book -> book.url() != null)) {
            return config;
        }
        List<Problem.Detail> problems = new ArrayList<>();
        Map<Integer, Future<ChosenBook>> asked = new LinkedHashMap<>();
        Choice choice = new Choice(catalog);
        for (int i = 0; i < chosen.size(); i++) {
            if (chosen.get(i).url() == null) {
                try {
                    Book book = choice.of(chosen.get(i));
                    asked.put(i, threads.submit(() -> pin(book)));
                } catch (IllegalArgumentException e) {
                    problems.add(detail(i, e));
                }
            }
        }
        List<ChosenBook> all = new ArrayList<>(chosen);
        long end = System.nanoTime() + patience.toNanos();
        asked.forEach((i, future) -> {
            try {
                all.set(i, titled(await(future, end), chosen.get(i)));
            } catch (IOException e) {
                problems.add(detail(i, e));
            }
        });
        if (!problems.isEmpty()) {
            String first = problems.get(0).path() + ": " + problems.get(0).message();
            String more = problems.size() == 1 ? "" : " and " + (problems.size() - 1) + " more";
            throw new ProblemException(ErrorCode.MALFORMED, first + more, problems);
        }
        return HotspotDraft.of(config).books(all).config();
    }

    private ChosenBook pin(Book book) throws IOException {
        String key = book.id() + " " + book.url();
        synchronized (known) {
            ChosenBook before = known.get(key);
            if (before != null) {
                return before;
            }
        }
        ChosenBook pinned = pinner.pin(book);
        synchronized (known) {
            known.put(key, pinned);
        }
        return pinned;
    }

    private static ChosenBook await(Future<ChosenBook> future, long end) throws IOException {
        try {
            return future.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException(
                    e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
        } catch (TimeoutException | CancellationException e) {
            future.cancel(true);
            throw new IOException("the library did not tell its size and hash in time (expected them; try again)", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A title that the order gave goes before the catalog's. */
    private static ChosenBook titled(ChosenBook pinned, ChosenBook asked) {
        return new ChosenBook(
                pinned.id(),
                pinned.name(),
                pinned.flavour(),
                pinned.edition(),
                asked.title() == null ? pinned.title() : asked.title(),
                pinned.url(),
                pinned.size(),
                pinned.checksum(),
                pinned.mirrors());
    }

    private static Problem.Detail detail(int i, Exception e) {
        return new Problem.Detail("config.books[" + i + "]", String.valueOf(e.getMessage()));
    }
}
