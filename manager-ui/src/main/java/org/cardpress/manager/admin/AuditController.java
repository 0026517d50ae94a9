package org.cardpress.manager.admin;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Paging;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.audit.Act;
import org.cardpress.protocol.audit.AuditEntry;

/** Who did what when: searched by account, act, thing and day; exported as it was found. */
@Controller
@ExecuteOn(Threads.PAGES)
final class AuditController {
    private static final String PAGE = "/admin/audit";

    private final Pages pages;

    AuditController(Pages pages) {
        this.pages = pages;
    }

    /** @param upTo newest entry that counts: set by the links between the pages of a list, so that none is seen twice */
    @Get(PAGE)
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<String> list(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "") String who,
            @QueryValue(defaultValue = "") String act,
            @QueryValue(defaultValue = "") String about,
            @QueryValue(defaultValue = "") String from,
            @QueryValue(defaultValue = "") String until,
            @QueryValue(defaultValue = "") String upTo,
            @QueryValue(defaultValue = "0") String skip) {
        Visit visit = Visit.of(request);
        AuditSearch search = AuditSearch.of(who, act, about, from, until, upTo);
        Page<AuditEntry> found =
                visit.scheduler().audit().list(Paging.skip(skip), Paging.SIZE, search.filter(visit.zone()));
        AuditSearch fixed = found.items().isEmpty() || !search.upTo().isEmpty()
                ? search
                : search.upTo(found.items().get(0).id());
        return pages.page(
                visit,
                "admin-audit",
                Map.of(
                        "entries",
                        found.items(),
                        "paging",
                        new Paging(PAGE, fixed.fields(), found.meta()),
                        "export",
                        new Paging(PAGE + ".csv", search.fields(), found.meta()),
                        "search",
                        search,
                        "acts",
                        Act.values()));
    }

    @Get(PAGE + ".csv")
    @Produces("text/csv")
    HttpResponse<String> file(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "") String who,
            @QueryValue(defaultValue = "") String act,
            @QueryValue(defaultValue = "") String about,
            @QueryValue(defaultValue = "") String from,
            @QueryValue(defaultValue = "") String until) {
        Visit visit = Visit.of(request);
        AuditSearch search = AuditSearch.of(who, act, about, from, until, "");
        return HttpResponse.ok(visit.scheduler().audit().csv(search.filter(visit.zone())))
                .contentType(MediaType.of("text/csv; charset=utf-8"))
                .header("Content-Disposition", "attachment; filename=\"audit.csv\"");
    }
}
