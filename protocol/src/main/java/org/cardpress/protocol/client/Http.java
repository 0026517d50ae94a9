package org.cardpress.protocol.client;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.net.BoundedBody;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with the scheduler: JSON there, JSON or a {@link Problem} back. Knows nothing of tokens but where they go. The time
 * limit covers the whole exchange, body included. Safe for many threads.
 */
final class Http {
    /** A page of 200 orders with everything in them is far below this. */
    static final int MOST_BYTES = 32 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final ObjectMapper json = ObjectMapper.getDefault();
    private final String base;

    Http(URI base) {
        if (base.getHost() == null || !List.of("http", "https").contains(base.getScheme())) {
            throw new IllegalArgumentException(
                    "scheduler \"" + base + "\" (expected http://host:port or https://host:port)");
        }
        String text = base.toString();
        this.base = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * Sends and waits.
     *
     * @return the body; empty for 204
     * @throws ProblemException if the scheduler refused
     * @throws SchedulerUnreachable if it did not answer; also where the thread was interrupted, which stays so
     */
    Optional<byte[]> exchange(
            String method, String path, @Nullable Object body, @Nullable String accessToken, Duration limit) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(limit)
                .header("Accept", "application/json, text/plain, text/csv")
                .method(method, publisher(body));
        if (body instanceof Piece piece) {
            request.header("Content-Type", "application/offset+octet-stream")
                    .header("Upload-Offset", Long.toString(piece.offset()));
        } else if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (accessToken != null) {
            request.header("Authorization", "Bearer " + accessToken);
        }
        HttpResponse<byte[]> response = send(request.build(), limit);
        int status = response.statusCode();
        if (status == 204) {
            return Optional.empty();
        }
        if (status >= 200 && status < 300) {
            return Optional.of(response.body());
        }
        throw refusal(method, path, status, response.body());
    }

    <T> T read(byte[] body, Argument<T> type) {
        try {
            T value = json.readValue(body, type);
            if (value != null) {
                return value;
            }
        } catch (IOException e) {
            throw new SchedulerUnreachable(notUnderstood(type), e);
        }
        throw new SchedulerUnreachable(notUnderstood(type));
    }

    private String notUnderstood(Argument<?> type) {
        return base + " answered with something else than a " + type.getTypeString(false)
                + "; is it a Cardpress scheduler?";
    }

    private HttpRequest.BodyPublisher publisher(@Nullable Object body) {
        if (body instanceof Piece piece) {
            return BodyPublishers.ofByteArray(piece.bytes());
        }
        return body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(write(body));
    }

    private byte[] write(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new IllegalArgumentException("no JSON for " + body.getClass().getSimpleName(), e);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request, Duration limit) {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, info -> new BoundedBody(MOST_BYTES));
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SchedulerUnreachable(request.uri() + ": no answer within " + limit.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new SchedulerUnreachable(request.uri() + ": " + why(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchedulerUnreachable(request.uri() + ": given up before the answer came", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static String why(@Nullable Throwable cause) {
        if (cause == null) {
            return "no answer";
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private RuntimeException refusal(String method, String path, int status, byte[] body) {
        String what = method + " " + base + path;
        Optional<Problem> problem = problem(body);
        Optional<ErrorCode> code = problem.flatMap(said -> ErrorCode.ofWire(said.code()))
                .or(() -> problem.isPresent() || status < 500 ? ofStatus(status) : Optional.empty());
        if (code.isEmpty()) {
            return new SchedulerUnreachable(what + ": HTTP " + status + " and no problem body");
        }
        return new ProblemException(
                code.get(),
                problem.map(Problem::message).orElse(what + ": HTTP " + status),
                problem.map(Problem::details).orElse(List.of()));
    }

    private Optional<Problem> problem(byte[] body) {
        try {
            return Optional.ofNullable(json.readValue(new String(body, StandardCharsets.UTF_8), Problem.class));
        } catch (IOException | RuntimeException e) {
            // Not ours: what a proxy says is told by its status alone.
            return Optional.empty();
        }
    }

    private static Optional<ErrorCode> ofStatus(int status) {
        return switch (status) {
            case 401 -> Optional.of(ErrorCode.TOKEN_REFUSED);
            case 403 -> Optional.of(ErrorCode.NOT_ALLOWED);
            case 404 -> Optional.of(ErrorCode.NOT_FOUND);
            case 409 -> Optional.of(ErrorCode.CONFLICT);
            case 410 -> Optional.of(ErrorCode.GONE);
            case 412 -> Optional.of(ErrorCode.REVISION);
            case 413 -> Optional.of(ErrorCode.TOO_LARGE);
            case 429 -> Optional.of(ErrorCode.TOO_MANY);
            case 500 -> Optional.of(ErrorCode.INTERNAL);
            case 503 -> Optional.of(ErrorCode.UNAVAILABLE);
            default -> status >= 400 && status < 500 ? Optional.of(ErrorCode.MALFORMED) : Optional.empty();
        };
    }
}
