package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.upload.NewUpload;
import org.cardpress.protocol.upload.UploadSpace;
import org.cardpress.protocol.upload.UploadView;
import org.cardpress.scheduler.record.Upload;
import org.cardpress.scheduler.upload.Uploads;
import org.jspecify.annotations.Nullable;

/** Files that people bring: begun, sent in pieces, finished. */
@Controller("/uploads")
@Tag(name = "uploads")
@ExecuteOn(Threads.API)
final class UploadsController {
    private static final String OFFSET = "Upload-Offset";

    private final Uploads uploads;

    UploadsController(Uploads uploads) {
        this.uploads = uploads;
    }

    /** Lists uploads, youngest first. Members see those of their organisation, or their own. */
    @Get
    Page<UploadView> list(
            HttpRequest<?> request,
            @QueryValue(defaultValue = "0") int skip,
            @QueryValue(defaultValue = "20") int limit) {
        Window window = Window.of(skip, limit);
        return window.page(
                uploads.count(Caller.of(request)),
                uploads.list(Caller.of(request), skip, limit).stream()
                        .map(this::view)
                        .toList());
    }

    /** Begins an upload. */
    @Post
    @Status(HttpStatus.CREATED)
    UploadView begin(HttpRequest<?> request, @Body NewUpload upload) {
        return view(uploads.begin(upload, Caller.of(request)));
    }

    /** Tells how much the caller's organisation, or the caller, keeps and may keep. */
    @Get("/space")
    UploadSpace space(HttpRequest<?> request) {
        return uploads.space(Caller.of(request));
    }

    /** Shows an upload; the header Upload-Offset tells where its next piece begins. */
    @Get("/{id}")
    HttpResponse<UploadView> get(HttpRequest<?> request, @PathVariable String id) {
        return answer(uploads.get(Words.upload(id), Caller.of(request)));
    }

    /** Appends the bytes of the body, streamed to the disk as they come. */
    @Patch("/{id}")
    @Consumes(MediaType.ALL)
    @ExecuteOn(Threads.UPLOADS)
    HttpResponse<UploadView> append(
            HttpRequest<?> request,
            @PathVariable String id,
            @Header(OFFSET) @Nullable String offset,
            @Body InputStream body)
            throws IOException {
        // Closed where it is refused, so that its sender is not left waiting for somebody to read it.
        try (InputStream bytes = body) {
            long length = request.getContentLength();
            return answer(uploads.append(Words.upload(id), offset(offset), length, bytes, Caller.of(request)));
        }
    }

    /** Says that all bytes are here: checks size, kind and hash. A repeat is answered alike. */
    @Post("/{id}/finish")
    @ExecuteOn(Threads.UPLOADS)
    UploadView finish(HttpRequest<?> request, @PathVariable String id) {
        return view(uploads.finish(Words.upload(id), Caller.of(request)));
    }

    /** Forgets an upload that no design, and no order that is not over, names. */
    @Delete("/{id}")
    @Status(HttpStatus.NO_CONTENT)
    void delete(HttpRequest<?> request, @PathVariable String id) {
        uploads.delete(Words.upload(id), Caller.of(request));
    }

    private static long offset(@Nullable String header) {
        if (header == null || !header.matches("\\d{1,18}")) {
            String message = (header == null ? "missing" : "\"" + Words.cut(header) + "\"")
                    + " (expected the header Upload-Offset with the number of bytes that are there)";
            throw new ProblemException(
                    ErrorCode.MALFORMED, OFFSET + ": " + message, List.of(new Problem.Detail(OFFSET, message)));
        }
        return Long.parseLong(header);
    }

    private HttpResponse<UploadView> answer(Upload upload) {
        UploadView view = view(upload);
        MutableHttpResponse<UploadView> answer = HttpResponse.ok(view);
        return answer.header(OFFSET, Long.toString(view.received()));
    }

    private UploadView view(Upload upload) {
        return new UploadView(
                upload.id(),
                upload.name(),
                upload.size(),
                uploads.received(upload),
                upload.sha256(),
                upload.kind(),
                upload.complete(),
                upload.owner(),
                upload.organisation(),
                upload.createdAt(),
                upload.complete() ? null : uploads.expiresAt(upload),
                upload.url());
    }
}
