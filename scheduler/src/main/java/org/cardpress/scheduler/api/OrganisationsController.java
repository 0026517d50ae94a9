package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.organisation.Member;
import org.cardpress.protocol.organisation.OrganisationChange;
import org.cardpress.protocol.organisation.OrganisationView;
import org.cardpress.scheduler.catalog.Organisations;
import org.cardpress.scheduler.catalog.Users;

/** Organisations. */
@Controller("/organisations")
@Tag(name = "organisations")
@ExecuteOn(Threads.API)
final class OrganisationsController {
    private final Organisations organisations;
    private final Users users;

    OrganisationsController(Organisations organisations, Users users) {
        this.organisations = organisations;
        this.users = users;
    }

    /** Lists the organisations by slug. */
    @Get
    Page<OrganisationView> list(@QueryValue(defaultValue = "0") int skip, @QueryValue(defaultValue = "20") int limit) {
        return Window.of(skip, limit)
                .page(
                        organisations.count(),
                        organisations.list(skip, limit).stream()
                                .map(each -> CatalogViews.organisation(each, false))
                                .toList());
    }

    /** Shows one organisation with the last moves of its ledger: managers see all, others their own. */
    @Get("/{slug}")
    OrganisationView get(HttpRequest<?> request, @PathVariable String slug) {
        return CatalogViews.organisation(organisations.get(slug, Caller.of(request)), true);
    }

    /** Adds or changes an organisation; its slug and its ledger stay. */
    @Put("/{slug}")
    OrganisationView put(HttpRequest<?> request, @PathVariable String slug, @Body OrganisationChange change) {
        return CatalogViews.organisation(organisations.put(slug, change, Caller.of(request)), true);
    }

    /** Lists the accounts of an organisation by name: managers see all, others those of their own. */
    @Get("/{slug}/members")
    Page<Member> members(
            HttpRequest<?> request,
            @PathVariable String slug,
            @QueryValue(defaultValue = "0") int skip,
            @QueryValue(defaultValue = "20") int limit) {
        Window window = Window.of(skip, limit);
        organisations.get(slug, Caller.of(request));
        List<Member> all = users.membersOf(slug).stream()
                .map(user -> new Member(user.username(), user.role(), user.active()))
                .toList();
        return window.page(all.size(), all.stream().skip(skip).limit(limit).toList());
    }
}
