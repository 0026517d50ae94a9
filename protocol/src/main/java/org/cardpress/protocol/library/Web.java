package org.cardpress.protocol.library;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cardpress.protocol.client.BoundedBody;

/** Small documents over HTTP, each with an end to its size and time. Safe for many threads. */
final class Web {
    private final Duration patience;
    private final HttpClient http;

    Web(Duration patience) {
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** The document; a longer one, or another answer than 200, is an exception that names the URL. */
    byte[] get(URI uri, int mostBytes) throws IOException {
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(uri).build(), info -> new BoundedBody(mostBytes));
        if (answer.statusCode() != 200) {
            throw new IOException(uri + " answered " + answer.statusCode() + " (expected 200)");
        }
        return answer.body();
    }

    /** Bytes of the file there; empty where the server does not tell. */
    OptionalLong size(URI uri) throws IOException {
        HttpRequest head = HttpRequest.newBuilder(uri)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<Void> answer = send(head, HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() != 200) {
            throw new IOException(uri + " answered " + answer.statusCode() + " (expected 200)");
        }
        return answer.headers().firstValueAsLong("Content-Length");
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) throws IOException {
        CompletableFuture<HttpResponse<T>> answer = http.sendAsync(request, body);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException(request.uri() + " did not answer within " + patience, e);
        } catch (ExecutionException e) {
            throw new IOException(request.uri() + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException(request.uri() + ": interrupted", e);
        }
    }
}
