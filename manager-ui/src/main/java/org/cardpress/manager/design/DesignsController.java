package org.cardpress.manager.design;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Paging;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.client.DesignCalls;
import org.cardpress.protocol.design.SaveDesign;
import org.cardpress.protocol.design.SavedDesign;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.jspecify.annotations.Nullable;

/** What people keep: the list, the versions of one with what differs, going back, forgetting. They are made and changed in the designer. */
@Controller("/designs")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class DesignsController {
    private static final String PAGE = "/designs";
    private static final int LONGEST_SEARCH = 100;

    private final Pages pages;
    private final Presets presets;
    private final Differences differences;

    DesignsController(Pages pages, Presets presets, Differences differences) {
        this.pages = pages;
        this.presets = presets;
        this.differences = differences;
    }

    @Get
    HttpResponse<String> list(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "") String text,
            @QueryValue(defaultValue = "0") String skip) {
        Visit visit = Visit.of(request);
        String search =
                text.strip().substring(0, Math.min(LONGEST_SEARCH, text.strip().length()));
        Page<SavedDesign> found =
                visit.scheduler().designs().list(Paging.skip(skip), Paging.SIZE, search.isEmpty() ? null : search);
        return pages.page(
                visit,
                "designs",
                Map.of(
                        "designs",
                        found.items(),
                        "paging",
                        new Paging(PAGE, Map.of("text", search), found.meta()),
                        "text",
                        search,
                        "presets",
                        presets.all()));
    }

    /** @param version that is compared with the newest; of the newest itself, what it changed */
    @Get("/{id}")
    HttpResponse<String> versions(
            HttpRequest<?> request,
            @PathVariable String id,
            @QueryValue(defaultValue = "") String version,
            @QueryValue(defaultValue = "0") String skip) {
        Visit visit = Visit.of(request);
        DesignCalls designs = visit.scheduler().designs();
        SavedDesign now = designs.get(id);
        Page<SavedDesign> versions = designs.versions(id, Paging.skip(skip), Paging.SIZE);
        long chosen = version.matches("[0-9]{1,9}") ? Long.parseLong(version) : now.version() - 1;
        Map<String, Object> model = new HashMap<>();
        model.put("now", now);
        model.put("versions", versions.items());
        model.put("paging", new Paging(PAGE + "/" + id, Map.of("version", version), versions.meta()));
        if (chosen > 0 && chosen < now.version()) {
            model.put("chosen", chosen);
            model.put("differences", differences.between(config(designs.version(id, chosen)), config(now)));
        }
        return pages.page(visit, "design", model);
    }

    /** Makes an earlier version the newest once more; what was in between stays among the versions. */
    @Post("/{id}/restore")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> restore(HttpRequest<?> request, @PathVariable String id, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        DesignCalls designs = visit.scheduler().designs();
        SavedDesign earlier = designs.version(id, number(form, "version"));
        String note = visit.texts().say("design.note.restored", String.valueOf(earlier.version()));
        try {
            SavedDesign saved =
                    designs.save(id, new SaveDesign(number(form, "now"), earlier.name(), note, config(earlier)));
            visit.signedIn().tell(visit.texts().say("keep.done", saved.name(), String.valueOf(saved.version())));
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.REVISION) {
                throw refusal;
            }
            visit.signedIn().tell(visit.texts().say("design.changed"));
        }
        return Pages.goTo(PAGE + "/" + id);
    }

    @Get("/{id}/delete")
    HttpResponse<String> askDelete(HttpRequest<?> request, @PathVariable String id) {
        Visit visit = Visit.of(request);
        return pages.page(
                visit,
                "design-delete",
                Map.of("now", visit.scheduler().designs().get(id)));
    }

    @Post("/{id}/delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> delete(HttpRequest<?> request, @PathVariable String id, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        visit.form(body);
        String name = visit.scheduler().designs().get(id).name();
        visit.scheduler().designs().delete(id);
        visit.signedIn().tell(visit.texts().say("design.deleted", name));
        return Pages.goTo(PAGE);
    }

    private static HotspotConfig config(SavedDesign design) {
        return Objects.requireNonNull(design.config(), () -> "design " + design.id() + " came without its config");
    }

    private static long number(Form form, String field) {
        String typed = form.text(field);
        if (!typed.matches("[0-9]{1,9}")) {
            throw new ProblemException(
                    ErrorCode.MALFORMED, field + " \"" + typed + "\" (expected the number of a version)");
        }
        return Long.parseLong(typed);
    }
}
