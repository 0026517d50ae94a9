package org.cardpress.scheduler.api;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.audit.AuditEntry;
import org.cardpress.protocol.audit.AuditFilter;
import org.cardpress.scheduler.audit.AuditTrail;
import org.jspecify.annotations.Nullable;

/** What people did. */
@Controller
@Tag(name = "audit")
@ExecuteOn(Threads.API)
final class AuditController {
    private final AuditTrail trail;

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * Lists what people did, newest first.
     *
     * @param who account, exact
     * @param act one or more words, parted by commas
     * @param about the beginning of an id or name
     * @param since the first moment
     * @param before the moment after the last
     * @param upTo id of the newest entry that counts, for a list that stays the same from page to page
     */
    @Get("/audit")
    Page<AuditEntry> list(
            @QueryValue(defaultValue = "0") int skip,
            @QueryValue(defaultValue = "20") int limit,
            @QueryValue @Nullable String who,
            @QueryValue @Nullable String act,
            @QueryValue @Nullable String about,
            @QueryValue @Nullable String since,
            @QueryValue @Nullable String before,
            @QueryValue @Nullable String upTo) {
        Window window = Window.of(skip, limit);
        AuditFilter filter = filter(who, act, about, since, before, upTo);
        return window.page(trail.count(filter), trail.list(filter, skip, limit));
    }

    /**
     * Gives the same, all of them, for spreadsheets.
     *
     * @param who account, exact
     * @param act one or more words, parted by commas
     * @param about the beginning of an id or name
     * @param since the first moment
     * @param before the moment after the last
     * @param upTo id of the newest entry that counts
     */
    @Get(value = "/audit.csv", produces = MediaType.TEXT_CSV)
    String csv(
            @QueryValue @Nullable String who,
            @QueryValue @Nullable String act,
            @QueryValue @Nullable String about,
            @QueryValue @Nullable String since,
            @QueryValue @Nullable String before,
            @QueryValue @Nullable String upTo) {
        return AuditCsv.of(trail, filter(who, act, about, since, before, upTo));
    }

    private static AuditFilter filter(
            @Nullable String who,
            @Nullable String act,
            @Nullable String about,
            @Nullable String since,
            @Nullable String before,
            @Nullable String upTo) {
        return new AuditFilter(
                none(who),
                Words.several("act", act, Act::ofWire),
                none(about),
                Words.time("since", since),
                Words.time("before", before),
                none(upTo));
    }

    private static @Nullable String none(@Nullable String word) {
        return word == null || word.isBlank() ? null : word.strip();
    }
}
