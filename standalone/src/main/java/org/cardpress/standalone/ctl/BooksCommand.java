package org.cardpress.standalone.ctl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.library.Book;
import org.cardpress.protocol.library.BookFilter;
import org.cardpress.protocol.library.CatalogView;
import org.cardpress.standalone.screen.Amount;
import org.cardpress.standalone.settings.Kind;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** The books that orders may name: list, show, and what there is to choose from. */
@Command(
        name = "books",
        description = "Books of the libraries that the scheduler reads.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  cardpress ctl books list --language fr --text 'wikipedia medecine' --max-size 8G",
            "  cardpress ctl books show urn:uuid:8e5b8a4c-0d1e-4c0f-9a51-0d7a2f0f9c11",
            "  cardpress ctl books catalog"
        })
final class BooksCommand {
    private static final int SHOWN_COUNTS = 20;

    @ParentCommand
    private CtlCommand ctl;

    @Command(
            description = "Lists books by title.",
            footer = {"", "Example:", "  cardpress ctl books list --language fr --category wikipedia"})
    int list(
            @Mixin ListOptions part,
            @Option(names = "--text", paramLabel = "WORDS", description = "Words that must all occur.") @Nullable
                    String text,
            @Option(names = "--language", paramLabel = "WORD", description = "Two or three letters.") @Nullable
                    String language,
            @Option(names = "--category", paramLabel = "WORD", description = "Only books of this category.") @Nullable
                    String category,
            @Option(
                            names = "--max-size",
                            paramLabel = "SIZE",
                            description = "Only books up to this size, with K, M, G or T for powers of 1024.")
                    @Nullable
                    String maxSize,
            @Option(
                            names = "--since",
                            paramLabel = "DATE",
                            description = "Only editions of this day, month or year and later, such as 2026-05.")
                    @Nullable
                    String since) {
        BookFilter wanted = new BookFilter(language, category, text, maxSize == null ? null : bytes(maxSize), since);
        Page<Book> page = ctl.call(client -> client.library().books(part.skip(), part.limit(), wanted));
        return ctl.answer(page, Rows.of(page, BooksCommand::row, ctl.texts()));
    }

    @Command(
            description = "Shows one edition of a book.",
            footer = {"", "Example:", "  cardpress ctl books show urn:uuid:8e5b8a4c-0d1e-4c0f-9a51-0d7a2f0f9c11"})
    int show(@Parameters(paramLabel = "BOOK", description = "Its id, as books list tells it.") String id) {
        Book book = ctl.call(client -> client.library().book(id));
        return ctl.answer(
                book,
                List.of(
                        row(book),
                        "  " + book.summary(),
                        "  " + book.publisher() + "  " + book.articles() + "  " + String.join(" ", book.tags()),
                        "  " + (book.url() == null ? "-" : book.url())));
    }

    @Command(
            description = "Tells which libraries there are, and the languages and categories of their books.",
            footer = {"", "Example:", "  cardpress ctl books catalog"})
    int catalog() {
        CatalogView catalog = ctl.call(client -> client.library().view());
        List<String> lines = new ArrayList<>();
        catalog.libraries()
                .forEach(each -> lines.add(String.format(
                        Locale.ROOT,
                        "%-40s %6d  %s",
                        each.url(),
                        each.books(),
                        each.asOf() == null ? "-" : each.asOf().toString())));
        lines.add("  " + counts(catalog.languages()));
        lines.add("  " + counts(catalog.categories()));
        return ctl.answer(catalog, lines);
    }

    private static String counts(List<CatalogView.Count> counts) {
        return counts.stream()
                .limit(SHOWN_COUNTS)
                .map(each -> each.word() + " " + each.books())
                .collect(Collectors.joining(", "));
    }

    private static String row(Book book) {
        return String.format(
                        Locale.ROOT,
                        "%-45s %-10s %-28s %-10s %9s  %s",
                        book.id(),
                        book.date(),
                        book.name() + (book.flavour().isEmpty() ? "" : " " + book.flavour()),
                        String.join(",", book.languages()),
                        Amount.bytes(book.size()),
                        book.title())
                .stripTrailing();
    }

    private static long bytes(String size) {
        try {
            return Kind.bytes(size);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(ExitCode.USAGE, "--max-size " + size + " (expected " + Kind.SIZE.expected() + ")");
        }
    }
}
