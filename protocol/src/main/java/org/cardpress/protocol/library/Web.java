package org.cardpress.protocol.library;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cardpress.protocol.net.AllowedHosts;
import org.cardpress.protocol.net.BoundedBody;

/**
 * Small documents over HTTP, each with an end to its size and time. Catalogs lead to other servers: each of them must be on the public
 * internet, unless it is one that the operator named. Safe for many threads.
 */
final class Web {
    private static final int MOST_REDIRECTS = 5;

    private final AllowedHosts hosts;
    private final Duration patience;
    private final HttpClient http;

    /** @param named servers that may be anywhere */
    Web(Collection<URI> named, Duration patience) {
        this.hosts = AllowedHosts.of(
                named.stream().map(URI::getHost).filter(Objects::nonNull).toList(), "scheduler.library-urls");
        this.patience = patience;
        this.http = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** The document; a longer one, or another answer than 200, is an exception that names the URL. */
    byte[] get(URI uri, int mostBytes) throws IOException {
        HttpResponse<byte[]> answer = send("GET", uri, info -> new BoundedBody(mostBytes));
        if (answer.statusCode() != 200) {
            throw new IOException(uri + " answered " + answer.statusCode() + " (expected 200)");
        }
        return answer.body();
    }

    /** Bytes of the file there; empty where the server does not tell. */
    OptionalLong size(URI uri) throws IOException {
        HttpResponse<Void> answer = send("HEAD", uri, HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() != 200) {
            throw new IOException(uri + " answered " + answer.statusCode() + " (expected 200)");
        }
        return answer.headers().firstValueAsLong("Content-Length");
    }

    private <T> HttpResponse<T> send(String method, URI first, HttpResponse.BodyHandler<T> body) throws IOException {
        URI uri = first;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            check(uri);
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<T> answer = send(request, body);
            String location = answer.headers().firstValue("Location").orElse(null);
            if (answer.statusCode() / 100 != 3 || location == null) {
                return answer;
            }
            uri = redirected(uri, location);
        }
        throw new IOException(first + " redirects more than " + MOST_REDIRECTS + " times (expected an answer)");
    }

    private static URI redirected(URI from, String location) throws IOException {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new IOException(from + " redirects to no address: " + location, e);
        }
    }

    /** Asked before each connection, those of redirects too. */
    private void check(URI uri) throws IOException {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IOException("'" + uri + "' (expected an http or https address)");
        }
        Optional<String> address = hosts.privateAddress(uri);
        if (address.isPresent()) {
            throw new IOException("the host of " + uri + " has the address " + address.get() + " (expected "
                    + hosts.expected() + ")");
        }
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
