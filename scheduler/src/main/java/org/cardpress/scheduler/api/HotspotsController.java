package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.preflight.PreflightReport;
import org.cardpress.scheduler.preflight.ConfigCheck;

/** Hotspot configs before they are ordered. */
@Controller("/hotspots")
@Tag(name = "hotspots")
@ExecuteOn(Threads.API)
final class HotspotsController {
    private final ConfigCheck check;

    HotspotsController(ConfigCheck check) {
        this.check = check;
    }

    /** Tells all that can be known before anything of a config is fetched: problems, sources, sizes, the smallest card. */
    @Post("/check")
    PreflightReport check(HttpRequest<?> request, @Body HotspotConfig config) {
        return check.check(config, Caller.of(request));
    }
}
