package org.cardpress.protocol.client;

import io.micronaut.core.type.Argument;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;

/** Calls with the token of a session, which is renewed where the scheduler refuses it. Safe for many threads. */
final class Calls {
    static final Duration LIMIT = Duration.ofSeconds(30);
    /** How much later than agreed a call that is held may be answered. */
    static final Duration LATE = Duration.ofSeconds(15);

    private final Http http;
    private final Session session;

    Calls(Http http, Session session) {
        this.http = http;
        this.session = session;
    }

    static Query list(String path, int skip, int limit) {
        return Query.of(path).with("skip", skip).with("limit", limit);
    }

    @SuppressWarnings("unchecked")
    <T> Page<T> page(Query query, Class<T> item) {
        Argument<Page<T>> type = (Argument<Page<T>>) (Argument<?>) Argument.of(Page.class, item);
        return exchange("GET", query.toString(), null, LIMIT)
                .map(body -> http.read(body, type))
                .orElseThrow(() -> nothing(query.toString()));
    }

    <T> T call(String method, String path, @Nullable Object body, Class<T> type) {
        return exchange(method, path, body, LIMIT)
                .map(answer -> http.read(answer, Argument.of(type)))
                .orElseThrow(() -> nothing(path));
    }

    void tell(String method, String path, @Nullable Object body) {
        exchange(method, path, body, LIMIT);
    }

    /** Plain text or CSV; nothing is an empty text. */
    String text(String path) {
        return exchange("GET", path, null, LIMIT)
                .map(body -> new String(body, StandardCharsets.UTF_8))
                .orElse("");
    }

    <T> T read(byte[] body, Class<T> type) {
        return http.read(body, Argument.of(type));
    }

    static SchedulerUnreachable nothing(String path) {
        return new SchedulerUnreachable(path + " answered with nothing");
    }

    Optional<byte[]> exchange(String method, String path, @Nullable Object body, Duration limit) {
        String token = session.accessToken();
        try {
            return http.exchange(method, path, body, token, limit);
        } catch (ProblemException e) {
            if (e.code() != ErrorCode.TOKEN_REFUSED) {
                throw e;
            }
            return http.exchange(method, path, body, session.insteadOf(token), limit);
        }
    }
}
