package org.cardpress.scheduler.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whether the scheduler is there and well. */
@Controller
@Tag(name = "health")
final class HealthController {
    private final StorePulse pulse;

    HealthController(StorePulse pulse) {
        this.pulse = pulse;
    }

    /** Name and version. */
    @Get
    About about() {
        return About.THIS;
    }

    /** 200 where the store answers, 503 where it does not. */
    @Get("/health")
    @ApiResponse(
            responseCode = "200",
            description = "well",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Health.class)))
    @ApiResponse(
            responseCode = "503",
            description = "the store is away",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Health.class)))
    CompletionStage<HttpResponse<Health>> health() {
        CompletableFuture<Boolean> alive = pulse.isAlive();
        return alive.thenApply(yes -> HttpResponse.<Health>status(yes ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new Health(yes ? "up" : "down", yes ? "up" : "down", About.THIS.version())));
    }
}
