package org.cardpress.scheduler.api;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.cardpress.protocol.floor.HostFloor;
import org.cardpress.scheduler.floor.FloorNews;
import org.jspecify.annotations.Nullable;

/** Card slots as people beside them see them, as they change. */
@Controller("/hosts")
@Tag(name = "hosts")
@ExecuteOn(Threads.API)
final class FloorController {
    private final FloorNews news;
    private final ExecutorService threads;

    FloorController(FloorNews news, @Named(Threads.API) ExecutorService threads) {
        this.news = news;
        this.threads = threads;
    }

    /**
     * Shows all that concerns the card slots of a writer host: 200 at once without {@code after}, else as soon as it is of another version,
     * 204 where it is not all the while. No thread is held while the call waits.
     *
     * @param after version that is known already
     * @param wait how many seconds to wait, 0 to 30
     */
    @Get("/{name}/floor")
    @ApiResponse(
            responseCode = "200",
            description = "the slots",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = HostFloor.class)))
    @ApiResponse(responseCode = "204", description = "no other version")
    CompletionStage<HttpResponse<HostFloor>> floor(
            @PathVariable String name, @QueryValue @Nullable String after, @QueryValue(defaultValue = "30") int wait) {
        Duration longest = Waits.of(wait, FloorNews.LONGEST_WAIT);
        if (after == null) {
            return CompletableFuture.completedFuture(HttpResponse.ok(news.now(name)));
        }
        return news.after(name, after, longest, threads)
                .thenApply(found ->
                        found.<HttpResponse<HostFloor>>map(HttpResponse::ok).orElseGet(HttpResponse::noContent));
    }
}
