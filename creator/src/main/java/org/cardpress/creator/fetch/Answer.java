package org.cardpress.creator.fetch;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.runtime.CancelSignal;
import org.jspecify.annotations.Nullable;

/**
 * What a server said: its headers at once, its body as it comes. Must be closed, which ends the transfer where it is not over; raising
 * the signal it was asked with does so too.
 */
public final class Answer implements AutoCloseable {
    private final URI uri;
    private final HttpResponse<BodyStream> response;
    private final @Nullable Answer before;
    private final CancelSignal.Registration stopping;

    Answer(URI uri, HttpResponse<BodyStream> response, @Nullable Answer before, CancelSignal cancel) {
        this.uri = uri;
        this.response = response;
        this.before = before;
        this.stopping = cancel.onRaise(response.body()::close);
    }

    /** Who answered, behind all redirects. */
    public URI uri() {
        return uri;
    }

    public int code() {
        return response.statusCode();
    }

    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    List<String> headers(String name) {
        return response.headers().allValues(name);
    }

    /** Bytes of the body as announced; -1 where they are not. */
    public long length() {
        return header("Content-Length")
                .filter(each -> each.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(-1L);
    }

    /** The redirect that led here; its headers may tell something too. */
    Optional<Answer> before() {
        return Optional.ofNullable(before);
    }

    /** Fails where the connection breaks, where nothing comes for too long, and once this is closed. */
    public InputStream body() {
        return response.body();
    }

    @Override
    public void close() {
        stopping.close();
        response.body().close();
    }
}
