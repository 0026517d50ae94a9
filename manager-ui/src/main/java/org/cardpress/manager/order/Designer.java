package org.cardpress.manager.order;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Paging;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.client.LibraryCalls;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.library.Book;
import org.cardpress.protocol.library.BookFilter;
import org.cardpress.protocol.preflight.PreflightReport;

/** What stands beside the form of a hotspot: books to choose from, and what the scheduler says of the config before it is ordered. */
@Singleton
final class Designer {
    private static final long MEGABYTE = 1_000_000;

    /** The books that fit what was typed into the search, a part of them at a time, always in the same order. */
    Map<String, Object> catalog(Visit visit, Form form) {
        List<Problem.Detail> problems = new ArrayList<>();
        BookFilter wanted = wanted(form, problems);
        if (!problems.isEmpty()) {
            return Map.of("errors", FieldErrors.of(problems));
        }
        try {
            LibraryCalls library = visit.scheduler().library();
            Page<Book> found = library.books(Paging.skip(form.text("find.skip")), Paging.SIZE, wanted);
            if (found.items().isEmpty() && found.meta().count() > 0) {
                // The catalog was renewed, and is shorter than where one was.
                int last = (int) ((found.meta().count() - 1) / Paging.SIZE * Paging.SIZE);
                found = library.books(last, Paging.SIZE, wanted);
            }
            return Map.of(
                    "catalog", library.view(),
                    "books", found.items(),
                    "booksPaging", new Paging("", Map.of(), found.meta()));
        } catch (ProblemException | SchedulerUnreachable refusal) {
            Problem.Detail wrong = new Problem.Detail("find.text", String.valueOf(refusal.getMessage()));
            return Map.of("errors", FieldErrors.of(List.of(wrong)));
        }
    }

    /** The form with one more book: this edition, its size as far as the catalog tells it. */
    Form choose(Visit visit, Form form, String id) {
        Book book = visit.scheduler().library().book(id);
        Form compact = Rows.BOOKS.compact(form);
        int row = Rows.BOOKS.count(compact);
        for (int i = 0; i < row; i++) {
            if (compact.text(Rows.BOOKS.field(i, "id")).equals(book.id())) {
                return compact;
            }
        }
        return Rows.BOOKS
                .withOneMore(compact)
                .with(Rows.BOOKS.field(row, "id"), book.id())
                .with(Rows.BOOKS.field(row, "title"), book.title())
                .with(Rows.BOOKS.field(row, "name"), book.name())
                .with(Rows.BOOKS.field(row, "flavour"), book.flavour())
                .with(Rows.BOOKS.field(row, "edition"), book.date())
                .with(Rows.BOOKS.field(row, "size"), "");
    }

    /** What the scheduler finds, beside the fields and as a whole; where it does not judge now, that is said in its place. */
    Map<String, Object> preflight(Visit visit, HotspotConfig config) {
        try {
            PreflightReport report = visit.scheduler().orders().check(config);
            List<Problem.Detail> details = report.errors().stream()
                    .map(each -> new Problem.Detail(each.path(), each.came() + " (expected " + each.expected() + ")"))
                    .toList();
            return Map.of("errors", FieldErrors.of(details), "report", report, "free", free(report));
        } catch (ProblemException refusal) {
            return refusal.code() == ErrorCode.TOO_MANY
                    ? Map.of("unjudged", visit.texts().say("meter.later"))
                    : Map.of("errors", FieldErrors.of(refusal));
        } catch (SchedulerUnreachable away) {
            return Map.of("unjudged", visit.texts().say("meter.away"));
        }
    }

    /** What stays free on the smallest card that fits; 0 where none is known. */
    private static long free(PreflightReport report) {
        PreflightReport.Card card = report.card();
        Long image = report.imageBytes();
        return card == null || image == null ? 0 : Math.max(0, card.bytes() - image);
    }

    private static BookFilter wanted(Form form, List<Problem.Detail> problems) {
        String most = form.text("find.most");
        if (!most.matches("[0-9]{0,7}")) {
            problems.add(new Problem.Detail("find.most", "\"" + most + "\" (expected a whole number of megabytes)"));
        }
        String since = form.text("find.since");
        try {
            return new BookFilter(
                    form.optional("find.language"),
                    form.optional("find.category"),
                    form.optional("find.text"),
                    most.isEmpty() || !problems.isEmpty() ? null : Long.valueOf(Long.parseLong(most) * MEGABYTE),
                    since.isEmpty() ? null : BookFilter.day(since));
        } catch (IllegalArgumentException e) {
            problems.add(new Problem.Detail("find.since", String.valueOf(e.getMessage())));
            return BookFilter.ALL;
        }
    }
}
