package org.cardpress.scheduler.api;

import io.micronaut.core.bind.exceptions.UnsatisfiedArgumentException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.exceptions.BufferLengthExceededException;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.auth.TooManyTries;
import org.cardpress.scheduler.store.StoreUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever went wrong into the one error body. What the caller did wrong is told; what we did wrong is logged once, with the
 * call's id, and told only by that id.
 */
@Hidden
@Controller
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @Error(global = true)
    HttpResponse<Problem> answer(HttpRequest<?> request, Throwable thrown) {
        Throwable error = unwrap(thrown);
        if (error instanceof ProblemException refusal) {
            return body(request, refusal.code(), String.valueOf(refusal.getMessage()), refusal.details());
        }
        if (error instanceof TooManyTries tries) {
            return body(request, ErrorCode.TOO_MANY, String.valueOf(tries.getMessage()), List.of())
                    .header(HttpHeaders.RETRY_AFTER, String.valueOf(tries.seconds()));
        }
        if (error instanceof StoreUnavailable) {
            LOG.error(
                    "{} {} ({}): store away",
                    request.getMethodName(),
                    request.getPath(),
                    RequestIdFilter.of(request),
                    error);
            return body(request, ErrorCode.UNAVAILABLE, "the store is away (try again later)", List.of())
                    .header(HttpHeaders.RETRY_AFTER, "5");
        }
        if (error instanceof ContentLengthExceededException || error instanceof BufferLengthExceededException) {
            return body(request, ErrorCode.TOO_LARGE, String.valueOf(error.getMessage()), List.of());
        }
        if (error instanceof ConversionErrorException wrong) {
            return malformed(
                    request,
                    wrong.getArgument().getName(),
                    wrong.getConversionError().getCause().getMessage());
        }
        if (error instanceof UnsatisfiedArgumentException missing) {
            return malformed(request, missing.getArgument().getName(), "missing");
        }
        if (error instanceof UnsatisfiedRouteException missing) {
            return malformed(request, missing.getArgument().getName(), "missing");
        }
        if (error instanceof HttpStatusException status) {
            return ofStatus(request, status.getStatus(), status.getMessage());
        }
        LOG.error("{} {} ({}) failed", request.getMethodName(), request.getPath(), RequestIdFilter.of(request), error);
        return body(
                request,
                ErrorCode.INTERNAL,
                "something went wrong here (the log tells under this request id)",
                List.of());
    }

    /** Where the framework answers by itself: no such route, another method, another media type. */
    static MutableHttpResponse<Problem> ofStatus(HttpRequest<?> request, HttpStatus status, @Nullable String message) {
        String what = request.getMethodName() + " " + request.getPath();
        ErrorCode code =
                switch (status.getCode()) {
                    case 401 -> ErrorCode.TOKEN_REFUSED;
                    case 403 -> ErrorCode.NOT_ALLOWED;
                    case 404, 405 -> ErrorCode.NOT_FOUND;
                    case 413 -> ErrorCode.TOO_LARGE;
                    case 503 -> ErrorCode.UNAVAILABLE;
                    default -> status.getCode() >= 500 ? ErrorCode.INTERNAL : ErrorCode.MALFORMED;
                };
        String said = what + ": " + (message == null ? status.getReason() : message)
                + " (expected a call of those in /openapi.yml)";
        return body(request, code, said, List.of()).status(status);
    }

    private static MutableHttpResponse<Problem> malformed(
            HttpRequest<?> request, String path, @Nullable String message) {
        String said = message == null ? "not understood" : message;
        return body(request, ErrorCode.MALFORMED, path + ": " + said, List.of(new Problem.Detail(path, said)));
    }

    private static MutableHttpResponse<Problem> body(
            HttpRequest<?> request, ErrorCode code, String message, List<Problem.Detail> details) {
        String id = RequestIdFilter.of(request);
        return HttpResponse.<Problem>status(HttpStatus.valueOf(code.httpStatus()))
                .contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(RequestIdFilter.HEADER, id)
                .body(new Problem(code.wire(), message, details, id));
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable error = thrown;
        while ((error instanceof CompletionException || error instanceof ExecutionException)
                && error.getCause() != null) {
            error = error.getCause();
        }
        return error;
    }
}
