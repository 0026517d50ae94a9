package org.cardpress.manager.web;

import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.cardpress.manager.session.Sessions;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whatever goes wrong becomes a page of one make: what happened, what to do. Faults of ours are logged once with a number, which is
 * all the page tells of them.
 */
@Controller
final class Errors {
    private static final Logger LOG = LoggerFactory.getLogger(Errors.class);
    private static final String RETRY_SECONDS = "60";

    private final Pages pages;
    private final Sessions sessions;

    Errors(Pages pages, Sessions sessions) {
        this.pages = pages;
        this.sessions = sessions;
    }

    @Error(global = true)
    @ExecuteOn(Threads.PAGES)
    HttpResponse<String> answer(HttpRequest<?> request, Throwable thrown) {
        Throwable error = unwrap(thrown);
        Visit visit = visit(request);
        if (error instanceof SignInNeeded needed) {
            return signIn(request, visit, needed);
        }
        if (error instanceof ProblemException refusal) {
            return refused(request, visit, refusal);
        }
        if (error instanceof SchedulerUnreachable) {
            LOG.warn("{} {}: {}", request.getMethodName(), Guests.logged(request), error.getMessage());
            return page(visit, HttpStatus.SERVICE_UNAVAILABLE, "away", null);
        }
        if (error instanceof UnsatisfiedRouteException || error instanceof ConversionErrorException) {
            return page(visit, HttpStatus.BAD_REQUEST, "malformed", error.getMessage());
        }
        if (error instanceof ContentLengthExceededException) {
            return page(visit, HttpStatus.REQUEST_ENTITY_TOO_LARGE, "large", null);
        }
        if (error instanceof HttpStatusException status) {
            return ofStatus(visit, status.getStatus());
        }
        String number = UUID.randomUUID().toString();
        LOG.error("{} {} failed ({})", request.getMethodName(), Guests.logged(request), number, error);
        return page(visit, HttpStatus.INTERNAL_SERVER_ERROR, "fault", number);
    }

    @Error(global = true, status = HttpStatus.NOT_FOUND)
    HttpResponse<String> notFound(HttpRequest<?> request) {
        return page(visit(request), HttpStatus.NOT_FOUND, "missing", null);
    }

    @Error(global = true, status = HttpStatus.METHOD_NOT_ALLOWED)
    HttpResponse<String> wrongMethod(HttpRequest<?> request) {
        return page(visit(request), HttpStatus.METHOD_NOT_ALLOWED, "missing", null);
    }

    @Error(global = true, status = HttpStatus.UNSUPPORTED_MEDIA_TYPE)
    HttpResponse<String> wrongMedia(HttpRequest<?> request) {
        return page(visit(request), HttpStatus.UNSUPPORTED_MEDIA_TYPE, "malformed", null);
    }

    @Error(global = true, status = HttpStatus.REQUEST_ENTITY_TOO_LARGE)
    HttpResponse<String> tooLarge(HttpRequest<?> request) {
        return page(visit(request), HttpStatus.REQUEST_ENTITY_TOO_LARGE, "large", null);
    }

    private HttpResponse<String> refused(HttpRequest<?> request, Visit visit, ProblemException refusal) {
        ErrorCode code = refusal.code();
        if (code == ErrorCode.TOKEN_REFUSED || code == ErrorCode.LOGIN_REFUSED) {
            visit.person().ifPresent(sessions::end);
            return signIn(request, visit, visit.signInNeeded());
        }
        LOG.debug("{} {}: {}", request.getMethodName(), Guests.logged(request), refusal.getMessage());
        HttpStatus status = HttpStatus.valueOf(code.httpStatus());
        MutableHttpResponse<String> page = Guests.isTheirs(request)
                ? page(visit, status, Guests.key(code, key(code)), null)
                : page(visit, status, key(code), refusal.getMessage());
        return code == ErrorCode.TOO_MANY ? page.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS) : page;
    }

    /** A page that was asked for is asked for again after signing in; a form is kept on the way. */
    private HttpResponse<String> signIn(HttpRequest<?> request, Visit visit, SignInNeeded needed) {
        String accept = request.getHeaders().get(HttpHeaders.ACCEPT);
        if (accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM)) {
            return HttpResponse.<String>unauthorized()
                    .contentType(MediaType.TEXT_PLAIN_TYPE)
                    .body("sign in");
        }
        if (needed.typed() == null && !Visit.isPart(request)) {
            return Pages.goTo("/sign-in?next=" + URLEncoder.encode(needed.page(), StandardCharsets.UTF_8));
        }
        MutableHttpResponse<String> page = pages.page(
                new Visit(request, visit.language(), null),
                HttpStatus.UNAUTHORIZED,
                "sign-in",
                Map.of(
                        "next",
                        LocalPath.of(needed.page()),
                        "kept",
                        needed.typed() == null ? "" : needed.typed(),
                        "message",
                        "sign-in.expired"));
        return page.header("HX-Redirect", "/sign-in");
    }

    private HttpResponse<String> ofStatus(Visit visit, HttpStatus status) {
        return switch (status.getCode()) {
            case 404, 405 -> page(visit, status, "missing", null);
            case 413 -> page(visit, status, "large", null);
            default -> page(visit, status, status.getCode() >= 500 ? "fault" : "malformed", null);
        };
    }

    private MutableHttpResponse<String> page(Visit visit, HttpStatus status, String key, @Nullable String detail) {
        return pages.page(
                visit,
                status,
                "error",
                Map.of("key", key, "detail", detail == null ? "" : detail, "status", status.getCode()));
    }

    private static String key(ErrorCode code) {
        return switch (code) {
            case MALFORMED -> "malformed";
            case TOO_MANY -> "busy";
            case LOGIN_REFUSED, TOKEN_REFUSED, NOT_ALLOWED, HOST_PENDING, HOST_DISABLED -> "forbidden";
            case NOT_FOUND, GONE -> "missing";
            case CONFLICT, LEASE_LOST, REVISION -> "conflict";
            case TOO_LARGE -> "large";
            case INTERNAL -> "fault";
            case UNAVAILABLE -> "away";
        };
    }

    /** An error before the filter, as of a request that cannot be read, has no visit yet. */
    private static Visit visit(HttpRequest<?> request) {
        return Visit.find(request).orElseGet(() -> new Visit(request, Languages.of(request), null));
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
