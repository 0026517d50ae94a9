package org.cardpress.protocol.library;

import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A library's catalog, answered from memory. Where it is older than wanted a renewal begins behind the caller's back, who gets the
 * old one meanwhile; a server that is away leaves it in place. Survives restarts in one file. Safe for many threads.
 */
public final class Library {
    private static final Logger LOG = LoggerFactory.getLogger(Library.class);

    private final LibraryClient client;
    private final Path file;
    private final Duration freshFor;
    private final Clock clock;
    private final Executor background;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile Snapshot snapshot;
    private volatile Instant tried = Instant.EPOCH;

    /**
     * Reads the file where there is one; a damaged one counts as none.
     *
     * @param file of this library alone
     * @param freshFor age from which it is renewed; after a failure it is tried again after a tenth of that
     */
    public Library(LibraryClient client, Path file, Duration freshFor, Clock clock, Executor background) {
        this.client = client;
        this.file = file;
        this.freshFor = freshFor;
        this.clock = clock;
        this.background = background;
        this.snapshot = saved();
    }

    /** Where its books are read from. */
    public URI server() {
        return client.server();
    }

    /** The books that pass, as far as known now. */
    public List<Book> find(BookFilter filter) {
        renewInBackground();
        return snapshot.books.stream().filter(filter).toList();
    }

    /** The book with that id; empty where the catalog has it no more. */
    public Optional<Book> book(String id) {
        renewInBackground();
        return snapshot.books.stream().filter(book -> book.id().equals(id)).findFirst();
    }

    /** When the books were read from the server; the epoch where they never were. */
    public Instant asOf() {
        return snapshot.asOf;
    }

    /**
     * Reads the catalog now.
     *
     * @throws IOException if that fails; what was known stays
     */
    public void renew() throws IOException {
        tried = clock.instant();
        List<Book> books = client.books();
        Snapshot fresh = new Snapshot(client.server().toString(), clock.instant(), books);
        snapshot = fresh;
        save(fresh);
        LOG.info("library {}: {} books", client.server(), books.size());
    }

    private void renewInBackground() {
        Instant now = clock.instant();
        boolean stale = snapshot.asOf.plus(freshFor).isBefore(now);
        boolean patient = tried.plus(freshFor.dividedBy(10)).isAfter(now);
        if (!stale || patient || !renewing.compareAndSet(false, true)) {
            return;
        }
        background.execute(() -> {
            try {
                renew();
            } catch (IOException e) {
                LOG.warn("library {} stays as of {}: {}", client.server(), snapshot.asOf, e.getMessage());
            } finally {
                renewing.set(false);
            }
        });
    }

    private Snapshot saved() {
        Snapshot none = new Snapshot(client.server().toString(), Instant.EPOCH, List.of());
        if (!Files.exists(file)) {
            return none;
        }
        try {
            Snapshot saved = ObjectMapper.getDefault().readValue(Files.readAllBytes(file), Snapshot.class);
            return saved != null && saved.server.equals(none.server) ? saved : none;
        } catch (IOException e) {
            LOG.warn("saved library {} cannot be read and is fetched anew: {}", file, e.getMessage());
            return none;
        }
    }

    private void save(Snapshot fresh) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, ObjectMapper.getDefault().writeValueAsBytes(fresh));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** What is kept on disk. */
    @Serdeable
    record Snapshot(String server, Instant asOf, List<Book> books) {
        Snapshot {
            books = List.copyOf(books);
        }
    }
}
