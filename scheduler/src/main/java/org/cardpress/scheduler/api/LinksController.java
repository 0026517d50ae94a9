package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.image.LinkTarget;
import org.cardpress.scheduler.catalog.Warehouses;
import org.cardpress.scheduler.order.PublicLinks;
import org.cardpress.scheduler.record.Actor;

/** Public links, as the warehouse that serves them asks. */
@Controller("/links")
@Tag(name = "links")
@ExecuteOn(Threads.API)
final class LinksController {
    private final PublicLinks links;
    private final Warehouses warehouses;

    LinksController(PublicLinks links, Warehouses warehouses) {
        this.links = links;
        this.warehouses = warehouses;
    }

    /** The file behind a public link: 404 where it is unknown, 410 where it expired. */
    @Get("/{orderId}/{secret}")
    LinkTarget target(HttpRequest<?> request, @PathVariable String orderId, @PathVariable String secret) {
        Actor caller = Caller.of(request);
        return links.target(orderId, secret, slug -> warehouses.isOf(slug, caller));
    }
}
