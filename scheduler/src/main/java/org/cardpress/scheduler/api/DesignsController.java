package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.design.SaveDesign;
import org.cardpress.protocol.design.SavedDesign;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.scheduler.catalog.Designs;
import org.cardpress.scheduler.record.Design;
import org.jspecify.annotations.Nullable;

/** Configs that people keep. */
@Controller("/designs")
@Tag(name = "designs")
@ExecuteOn(Threads.API)
final class DesignsController {
    private final Designs designs;

    DesignsController(Designs designs) {
        this.designs = designs;
    }

    /**
     * Lists designs, youngest first, without configs. Members see their own.
     *
     * @param text part of the name
     */
    @Get
    Page<SavedDesign> list(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "0") int skip,
            @QueryValue(defaultValue = "20") int limit,
            @QueryValue @Nullable String text) {
        Window window = Window.of(skip, limit);
        String wanted = text == null || text.isBlank() ? null : text.strip();
        return window.page(
                designs.count(wanted, Caller.of(request)),
                designs.list(wanted, Caller.of(request), skip, limit).stream()
                        .map(head -> view(head, null))
                        .toList());
    }

    /** Keeps a config. */
    @Post
    @Status(HttpStatus.CREATED)
    SavedDesign add(HttpRequest<?> request, @Body SaveDesign design) {
        return view(designs.add(design, Caller.of(request)));
    }

    /** Shows the newest version of a design. */
    @Get("/{id}")
    SavedDesign get(HttpRequest<?> request, @PathVariable String id) {
        return view(designs.get(Words.design(id), Caller.of(request)));
    }

    /** Makes the next version of a design. */
    @Put("/{id}")
    SavedDesign save(HttpRequest<?> request, @PathVariable String id, @Body SaveDesign design) {
        return view(designs.save(Words.design(id), design, Caller.of(request)));
    }

    /** Forgets a design with all of its versions. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(HttpRequest<?> request, @PathVariable String id) {
        designs.delete(Words.design(id), Caller.of(request));
    }

    /** Lists the versions of a design, newest first, without configs. */
    @Get("/{id}/versions")
    Page<SavedDesign> versions(
            HttpRequest<?> request,
            @PathVariable String id,
            @QueryValue(defaultValue = "0") int skip,
            @QueryValue(defaultValue = "20") int limit) {
        Window window = Window.of(skip, limit);
        List<Design.Head> all = designs.versions(Words.design(id), Caller.of(request));
        return window.page(
                all.size(),
                all.stream()
                        .skip(skip)
                        .limit(limit)
                        .map(head -> view(head, null))
                        .toList());
    }

    /** Shows one version of a design. */
    @Get("/{id}/versions/{version}")
    SavedDesign version(HttpRequest<?> request, @PathVariable String id, @PathVariable long version) {
        return view(designs.version(Words.design(id), version, Caller.of(request)));
    }

    private static SavedDesign view(Design design) {
        return view(design.head(), design.config());
    }

    private static SavedDesign view(Design.Head head, @Nullable HotspotConfig config) {
        return new SavedDesign(
                head.id(),
                head.version(),
                head.name(),
                head.owner(),
                head.changedBy(),
                head.changedAt(),
                head.note(),
                config);
    }
}
