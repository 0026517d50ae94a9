package org.cardpress.manager.upload;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.Supplier;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.upload.NewUpload;
import org.cardpress.protocol.upload.UploadName;
import org.cardpress.protocol.upload.UploadView;
import org.jspecify.annotations.Nullable;

/**
 * What the script of the upload page asks: begin, one piece after the other, finish. Answers with the upload as the scheduler shows it, or
 * with a message. A piece is a whole body, so memory is bounded by the largest form.
 */
@Controller("/uploads")
@Produces(MediaType.APPLICATION_JSON)
@ExecuteOn(Threads.PAGES)
final class PiecesController {
    private final ObjectMapper json;

    PiecesController(ObjectMapper json) {
        this.json = json;
    }

    @Post("/begin")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> begin(HttpRequest<?> request, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        Form form = visit.form(body);
        String size = form.text("size");
        return answer(() -> visit.scheduler()
                .uploads()
                .begin(new NewUpload(UploadName.of(form.text("name")), whole("size", size), null)));
    }

    @Get("/{id}/state")
    HttpResponse<String> state(HttpRequest<?> request, @PathVariable String id) {
        Visit visit = Visit.of(request);
        return answer(() -> visit.scheduler().uploads().get(id));
    }

    @Post("/{id}/bytes")
    @Consumes(MediaType.ALL)
    HttpResponse<String> append(
            HttpRequest<?> request,
            @PathVariable String id,
            @Header("X-Form-Token") @Nullable String token,
            @Header("Upload-Offset") @Nullable String offset,
            // Of Micronaut, which does not see that a type of an array is nullable and would refuse an empty body
            // before us.
            @Body @io.micronaut.core.annotation.Nullable byte[] body) {
        Visit visit = Visit.of(request);
        visit.sent(token);
        return answer(() -> visit.scheduler()
                .uploads()
                .append(id, whole("Upload-Offset", offset == null ? "" : offset), body == null ? new byte[0] : body));
    }

    @Post("/{id}/finish")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> finish(HttpRequest<?> request, @PathVariable String id, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        visit.form(body);
        return answer(() -> visit.scheduler().uploads().finish(id));
    }

    private static long whole(String field, String typed) {
        if (!typed.matches("[0-9]{1,18}")) {
            throw new ProblemException(ErrorCode.MALFORMED, field + ": \"" + typed + "\" (expected a whole number)");
        }
        return Long.parseLong(typed);
    }

    /** A session that has ended is told as for a page, since the script leads to the sign-in page. */
    private HttpResponse<String> answer(Supplier<UploadView> call) {
        try {
            return HttpResponse.ok(text(call.get()));
        } catch (ProblemException refusal) {
            if (refusal.code().httpStatus() == HttpStatus.UNAUTHORIZED.getCode()) {
                throw refusal;
            }
            return HttpResponse.<String>status(HttpStatus.valueOf(refusal.code().httpStatus()))
                    .body(text(Map.of("message", String.valueOf(refusal.getMessage()))));
        }
    }

    private String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException e) {
            throw new UncheckedIOException("an upload that cannot be written as JSON", e);
        }
    }
}
