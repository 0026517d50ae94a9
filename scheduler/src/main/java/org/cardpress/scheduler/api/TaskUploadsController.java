package org.cardpress.scheduler.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardpress.scheduler.record.Upload;
import org.cardpress.scheduler.upload.TaskUploads;
import org.jspecify.annotations.Nullable;

/** Uploads, as creators fetch them. */
@Controller("/tasks")
@Tag(name = "work")
@ExecuteOn(Threads.API)
final class TaskUploadsController {
    /** The one form that goes on with a transfer; others are answered with the whole file, as RFC 9110 allows. */
    private static final Pattern FROM = Pattern.compile("bytes=(\\d{1,18})-");

    private final TaskUploads uploads;

    TaskUploadsController(TaskUploads uploads) {
        this.uploads = uploads;
    }

    /**
     * Gives the bytes of an upload that the order of this task names, or with the header Range those from one on.
     *
     * @param token of the lease
     */
    @Get("/{id}/uploads/{upload}")
    @ApiResponse(
            responseCode = "200",
            description = "the bytes",
            content =
                    @Content(
                            mediaType = "application/octet-stream",
                            schema = @Schema(type = "string", format = "binary")))
    HttpResponse<?> content(
            HttpRequest<?> request,
            @PathVariable String id,
            @PathVariable String upload,
            @Header("X-Lease-Token") @Nullable String token) {
        Upload found =
                uploads.get(Words.task(id), token == null ? "" : token, Words.upload(upload), Caller.of(request));
        Matcher range = FROM.matcher(request.getHeaders().get(HttpHeaders.RANGE, String.class, ""));
        long from = range.matches() ? Long.parseLong(range.group(1)) : 0;
        if (from >= found.size()) {
            return HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                    .header(HttpHeaders.CONTENT_RANGE, "bytes */" + found.size());
        }
        MutableHttpResponse<StreamedFile> answer =
                HttpResponse.status(from > 0 ? HttpStatus.PARTIAL_CONTENT : HttpStatus.OK);
        if (from > 0) {
            answer.header(HttpHeaders.CONTENT_RANGE, "bytes " + from + "-" + (found.size() - 1) + "/" + found.size());
        }
        answer.header(HttpHeaders.ACCEPT_RANGES, "bytes");
        return request.getMethod() == HttpMethod.HEAD
                ? answer
                : answer.body(new StreamedFile(
                        uploads.read(found, from),
                        MediaType.APPLICATION_OCTET_STREAM_TYPE,
                        found.createdAt().toEpochMilli(),
                        found.size() - from));
    }
}
