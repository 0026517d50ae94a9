package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.protocol.worker.LogChunk;
import org.cardpress.scheduler.dispatch.Dispatcher;
import org.cardpress.scheduler.tasklog.TaskLogs;

/** Tasks, as workers do them. */
@Controller("/tasks")
@Tag(name = "work")
@ExecuteOn(Threads.API)
final class WorkController {
    private final Dispatcher dispatcher;
    private final TaskLogs logs;

    WorkController(Dispatcher dispatcher, TaskLogs logs) {
        this.dispatcher = dispatcher;
        this.logs = logs;
    }

    /**
     * Takes a task: 200 with one, 204 where there was none all the while. No thread is held while the call waits.
     *
     * @param wait how many seconds to wait for one, 0 to 30
     */
    @Post("/claim")
    @ApiResponse(
            responseCode = "200",
            description = "a task",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Claim.class)))
    @ApiResponse(responseCode = "204", description = "none")
    CompletionStage<HttpResponse<Claim>> claim(
            HttpRequest<?> request, @Body ClaimRequest claim, @QueryValue(defaultValue = "30") int wait) {
        Duration longest = Waits.of(wait, Dispatcher.LONGEST_WAIT);
        return dispatcher.claim(claim, Caller.of(request), longest).thenApply(WorkController::answer);
    }

    private static HttpResponse<Claim> answer(Optional<Claim> claim) {
        return claim.<HttpResponse<Claim>>map(HttpResponse::ok).orElseGet(HttpResponse::noContent);
    }

    /** Renews a lease and tells where the work stands; the answer tells whether to go on. */
    @Post("/{id}/heartbeat")
    Heartbeat.Answer heartbeat(HttpRequest<?> request, @PathVariable String id, @Body Heartbeat heartbeat) {
        return dispatcher.heartbeat(Words.task(id), heartbeat, Caller.of(request));
    }

    /** Appends a piece to the attempt's log. */
    @Post("/{id}/log")
    LogChunk.Answer log(HttpRequest<?> request, @PathVariable String id, @Body LogChunk chunk) {
        return new LogChunk.Answer(logs.append(Words.task(id), chunk, Caller.of(request)));
    }

    /** Ends a lease; a repeat is answered alike. */
    @Post("/{id}/finish")
    @Status(HttpStatus.NO_CONTENT)
    void finish(HttpRequest<?> request, @PathVariable String id, @Body Finish finish) {
        dispatcher.finish(Words.task(id), finish, Caller.of(request));
    }
}
