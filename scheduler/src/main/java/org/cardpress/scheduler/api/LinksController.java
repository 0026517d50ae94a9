package org.cardpress.scheduler.api;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.image.LinkTarget;
import org.cardpress.scheduler.order.PublicLinks;

/** Public links, as the warehouse that serves them asks. */
@Controller("/links")
@Tag(name = "links")
@ExecuteOn(Threads.API)
final class LinksController {
    private final PublicLinks links;

    LinksController(PublicLinks links) {
        this.links = links;
    }

    /** The file behind a public link: 404 where it is unknown, 410 where it expired. */
    @Get("/{orderId}/{secret}")
    LinkTarget target(@PathVariable String orderId, @PathVariable String secret) {
        return links.target(orderId, secret);
    }
}
