package org.cardpress.creator.fetch;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.protocol.runtime.CancelSignal;
import org.jspecify.annotations.Nullable;

/**
 * Asks other servers, each only where this machine may go. Raising the signal ends a question or a transfer at once, whatever the
 * server does. Safe for many threads.
 */
public final class Web {
    private static final int MOST_REDIRECTS = 5;

    private final Reach reach;
    private final Duration silence;
    private final OwnUploads.@Nullable Proof proof;
    private final HttpClient client;

    /** @param silence after which a connection that gives nothing counts as broken */
    public Web(Reach reach, Duration silence) {
        this(reach, silence, null);
    }

    /** @param proof headers of every question, which then follows no redirect, so that nobody else gets them; null for none */
    Web(Reach reach, Duration silence, OwnUploads.@Nullable Proof proof) {
        this.proof = proof;
        this.reach = reach;
        this.silence = silence;
        this.client = HttpClient.newBuilder()
                // Of this, and of one connection for each transfer, the sharing among mirrors can be sure.
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(silence)
                .build();
    }

    /** An answer that is no redirect: a few are followed, each only to where this machine may go. The caller closes it. */
    public Answer open(String method, URI uri, Map<String, String> headers, CancelSignal cancel) throws IOException {
        Answer before = null;
        URI at = uri;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Answer answer = ask(method, at, headers, before, cancel);
            String location = answer.header("Location").orElse(null);
            if (answer.code() / 100 != 3 || location == null || proof != null) {
                return answer;
            }
            answer.close();
            before = answer;
            at = next(uri, at, location);
        }
        throw CreateFailure.wrong(
                "content.unreachable", uri + " redirects more than " + MOST_REDIRECTS + " times (expected fewer)");
    }

    /** The answer of this very address, be it a redirect. The caller closes it. */
    public Answer ask(String method, URI uri, Map<String, String> headers, CancelSignal cancel) throws IOException {
        return ask(method, uri, headers, null, cancel);
    }

    private Answer ask(
            String method, URI uri, Map<String, String> headers, @Nullable Answer before, CancelSignal cancel)
            throws IOException {
        cancel.throwIfRaised();
        reach.check(uri);
        CompletableFuture<HttpResponse<BodyStream>> coming =
                client.sendAsync(request(method, uri, headers), begun -> new BodyStream(silence));
        try (CancelSignal.Registration stopping = cancel.onRaise(() -> coming.cancel(true))) {
            // Twice: one silence until it is connected, one until it says something.
            return new Answer(uri, coming.get(2 * silence.toNanos(), TimeUnit.NANOSECONDS), before, cancel);
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw new HttpTimeoutException("no answer for " + silence.toMillis() + " ms");
        } catch (CancellationException e) {
            cancel.throwIfRaised();
            throw new IOException("the question was stopped", e);
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for " + uri.getHost());
        } catch (ExecutionException e) {
            cancel.throwIfRaised();
            throw failure(uri, e.getCause());
        }
    }

    private static IOException failure(URI uri, @Nullable Throwable cause) {
        if (cause instanceof ConnectException && cause.getMessage() == null) {
            return new ConnectException("no connection to " + uri.getRawAuthority());
        }
        return cause instanceof IOException known ? known : new IOException(cause);
    }

    private HttpRequest request(String method, URI uri, Map<String, String> headers) throws IOException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri.toASCIIString()))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .header("User-Agent", "cardpress-creator")
                    .header("Accept-Encoding", "identity");
            headers.forEach(request::header);
            if (proof != null) {
                proof.headers().forEach(request::header);
            }
            return request.build();
        } catch (IllegalArgumentException e) {
            throw CreateFailure.wrong(
                    "content.unreachable",
                    uri + " cannot be asked: " + e.getMessage() + " (expected an http or https URL with a host)");
        }
    }

    private static URI next(URI uri, URI at, String location) {
        try {
            URI next = at.resolve(location);
            boolean http = "http".equalsIgnoreCase(next.getScheme()) || "https".equalsIgnoreCase(next.getScheme());
            if (http && next.getHost() != null) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            throw CreateFailure.wrong(
                    "content.unreachable", uri + " redirects to what is no URL: " + e.getMessage() + " (expected one)");
        }
        throw CreateFailure.wrong(
                "content.unreachable", uri + " redirects to " + location + " (expected an http or https URL)");
    }
}
