package org.cardpress.manager.upload;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Part;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.multipart.CompletedFileUpload;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cardpress.manager.web.FieldErrors;
import org.cardpress.manager.web.Form;
import org.cardpress.manager.web.Pages;
import org.cardpress.manager.web.Paging;
import org.cardpress.manager.web.Threads;
import org.cardpress.manager.web.Visit;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.client.UploadCalls;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.upload.NewUpload;
import org.cardpress.protocol.upload.UploadName;
import org.cardpress.protocol.upload.UploadView;
import org.jspecify.annotations.Nullable;

/** What people brought, how much of their quota it takes, forgetting it; and small files as an ordinary form. */
@Controller("/uploads")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(Threads.PAGES)
final class UploadsController {
    private static final String PAGE = "/uploads";
    private static final String FILE = "file";
    private static final String SCRIPT = "/static/uploads.js";

    private final Pages pages;

    UploadsController(Pages pages) {
        this.pages = pages;
    }

    @Get
    HttpResponse<String> list(HttpRequest<?> request, @QueryValue(defaultValue = "0") String skip) {
        return page(Visit.of(request), HttpStatus.OK, skip, FieldErrors.NONE);
    }

    /** A whole file at once, as browsers without scripts send it; the largest form bounds it. */
    @Post
    @Consumes({MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_FORM_URLENCODED})
    HttpResponse<String> add(
            HttpRequest<?> request,
            @Part(Form.TOKEN) @Nullable String token,
            @Part(FILE) @Nullable CompletedFileUpload file)
            throws IOException {
        Visit visit = Visit.of(request);
        visit.sent(token);
        if (file == null || file.getFilename() == null || file.getFilename().isEmpty()) {
            return page(visit, HttpStatus.BAD_REQUEST, "0", wrong(visit.texts().say("uploads.no-file")));
        }
        byte[] bytes = file.getBytes();
        UploadCalls uploads = visit.scheduler().uploads();
        @Nullable UploadView begun = null;
        try {
            begun = uploads.begin(new NewUpload(UploadName.of(file.getFilename()), bytes.length, null));
            uploads.append(begun.id(), 0, bytes);
            visit.signedIn()
                    .tell(visit.texts()
                            .say("uploads.done", uploads.finish(begun.id()).name()));
            return Pages.goTo(PAGE);
        } catch (ProblemException refusal) {
            if (begun != null) {
                uploads.delete(begun.id());
            }
            if (refusal.code() != ErrorCode.MALFORMED && refusal.code() != ErrorCode.CONFLICT) {
                throw refusal;
            }
            return page(visit, HttpStatus.BAD_REQUEST, "0", wrong(String.valueOf(refusal.getMessage())));
        }
    }

    private static FieldErrors wrong(String message) {
        return FieldErrors.of(List.of(new Problem.Detail(FILE, message)));
    }

    private HttpResponse<String> page(Visit visit, HttpStatus status, String skip, FieldErrors errors) {
        UploadCalls uploads = visit.scheduler().uploads();
        Page<UploadView> found = uploads.list(Paging.skip(skip), Paging.SIZE);
        Map<String, Object> model = new HashMap<>();
        model.put("page", PAGE);
        model.put("scripts", List.of(SCRIPT));
        model.put("uploads", found.items());
        model.put("paging", new Paging(PAGE, Map.of(), found.meta()));
        model.put("space", uploads.space());
        model.put("errors", errors);
        return pages.page(visit, status, "uploads", model);
    }

    @Get("/{id}/delete")
    HttpResponse<String> askDelete(HttpRequest<?> request, @PathVariable String id) {
        return askDelete(Visit.of(request), id, HttpStatus.OK, "");
    }

    private HttpResponse<String> askDelete(Visit visit, String id, HttpStatus status, String refused) {
        UploadView upload = visit.scheduler().uploads().get(id);
        return pages.page(visit, status, "upload-delete", Map.of("upload", upload, "refused", refused));
    }

    @Post("/{id}/delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<String> delete(HttpRequest<?> request, @PathVariable String id, @Body @Nullable String body) {
        Visit visit = Visit.of(request);
        visit.form(body);
        UploadCalls uploads = visit.scheduler().uploads();
        String name = uploads.get(id).name();
        try {
            uploads.delete(id);
        } catch (ProblemException refusal) {
            if (refusal.code() != ErrorCode.CONFLICT) {
                throw refusal;
            }
            return askDelete(visit, id, HttpStatus.CONFLICT, String.valueOf(refusal.getMessage()));
        }
        visit.signedIn().tell(visit.texts().say("uploads.deleted", name));
        return Pages.goTo(PAGE);
    }
}
