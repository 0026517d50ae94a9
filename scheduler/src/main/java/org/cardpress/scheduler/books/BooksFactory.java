package org.cardpress.scheduler.books;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.cardpress.protocol.library.BookPinner;
import org.cardpress.protocol.library.Library;
import org.cardpress.protocol.library.LibraryClient;
import org.cardpress.scheduler.SchedulerConfig;
import org.cardpress.scheduler.order.Books;

/** Makes the catalog from the settings. Nothing is asked of a library before somebody asks for books. */
@Factory
final class BooksFactory {
    static final String THREADS = "books";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration ORDER_PATIENCE = Duration.ofMinutes(2);
    private static final int PARALLEL = 6;

    @Singleton
    @Bean(preDestroy = "shutdownNow")
    @Named(THREADS)
    ExecutorService threads() {
        return Executors.newFixedThreadPool(PARALLEL, action -> {
            Thread thread = new Thread(action, "books");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Singleton
    BookCatalog catalog(
            SchedulerConfig config,
            @Value("${cardpress.library.urls:}") List<String> urls,
            @Value("${cardpress.library.fresh:1h}") Duration fresh,
            @Named(THREADS) ExecutorService threads,
            Clock clock) {
        List<Library> libraries = new ArrayList<>();
        for (URI url : uris(urls)) {
            Path file = config.stateDir().resolve("library-" + libraries.size() + ".json");
            libraries.add(new Library(new LibraryClient(url, PATIENCE), file, fresh, clock, threads));
        }
        return new BookCatalog(libraries, clock);
    }

    @Singleton
    Books books(
            BookCatalog catalog,
            @Value("${cardpress.library.urls:}") List<String> urls,
            @Named(THREADS) ExecutorService threads) {
        return new BookPins(catalog, new BookPinner(uris(urls), PATIENCE), threads, ORDER_PATIENCE);
    }

    private static List<URI> uris(List<String> urls) {
        return urls.stream()
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .map(BooksFactory::uri)
                .toList();
    }

    private static URI uri(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException(
                    "library '" + text + "' (expected the http or https address of a Kiwix server, without /catalog)");
        }
        return uri;
    }
}
