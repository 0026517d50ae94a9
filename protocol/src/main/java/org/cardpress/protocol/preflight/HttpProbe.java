package org.cardpress.protocol.preflight;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.cardpress.protocol.net.AllowedHosts;
import org.jspecify.annotations.Nullable;

/**
 * Asks web servers whether a file is there and how large it is: with {@code HEAD}, or where a server does not answer that with a size, by
 * asking for the first byte. Goes only where its machine may go, redirects included. Keeps at most {@link BaseHead#BYTES} of an answer.
 * Safe for many threads.
 */
public final class HttpProbe {
    /** For all connections of one question together. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> TEMPORARY = Set.of(408, 425, 429, 500, 502, 503, 504);

    private final AllowedHosts hosts;
    private final Duration patience;
    private final HttpClient client;

    public HttpProbe(AllowedHosts hosts, Duration patience) {
        this.hosts = hosts;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    /** @param base whether the partition table in the first bytes is wanted as well */
    public Answer ask(URI uri, boolean base) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            if (base) {
                return judge(uri, get(uri, BaseHead.BYTES, deadline), true);
            }
            HttpResponse<byte[]> head = follow("HEAD", uri, 0, deadline);
            if (head.statusCode() == 200 && length(head) != null) {
                return judge(uri, head, false);
            }
            // Some servers know no HEAD and say anything to it; what a fetch would get counts.
            return judge(uri, get(uri, 1, deadline), false);
        } catch (Refused e) {
            return e.missing;
        } catch (UnknownHostException e) {
            return missing(
                    Answer.Missing.UNKNOWN_HOST,
                    "the host of " + uri + " is not known",
                    "a host with an address; is the URL written correctly?");
        } catch (SSLException e) {
            return missing(
                    Answer.Missing.REFUSED,
                    uri + " has no connection to trust: " + e.getMessage(),
                    "a certificate that this machine trusts");
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return missing(
                    Answer.Missing.UNREACHABLE,
                    uri + " gives no answer: " + why,
                    "one within " + patience.toSeconds() + " s; is the server up?");
        }
    }

    private HttpResponse<byte[]> get(URI uri, int bytes, long deadline) throws IOException, InterruptedException {
        return follow("GET", uri, bytes, deadline);
    }

    private static Answer judge(URI uri, HttpResponse<byte[]> answer, boolean base) {
        int code = answer.statusCode();
        if (isGone(code)) {
            return missing(Answer.Missing.GONE, uri + " answered " + code, "a file at this URL");
        }
        boolean emptyRange = code == 416;
        if (code != 200 && code != 206 && !emptyRange) {
            return missing(
                    TEMPORARY.contains(code) ? Answer.Missing.UNREACHABLE : Answer.Missing.REFUSED,
                    uri + " answered " + code,
                    code == 401 || code == 403 ? "a file that anybody may fetch" : "200 or 206");
        }
        @Nullable Long size = code == 200 ? length(answer) : total(answer);
        return new Answer.There(
                size, false, base ? BaseHead.table(String.valueOf(uri.getPath()), answer.body()) : null);
    }

    private static boolean isGone(int code) {
        return code == 404 || code == 410;
    }

    private static @Nullable Long length(HttpResponse<?> answer) {
        String told = answer.headers().firstValue("Content-Length").orElse("");
        return told.matches("\\d{1,18}") ? Long.valueOf(told) : null;
    }

    /** The number behind the slash of {@code Content-Range: bytes 0-0/12345}. */
    private static @Nullable Long total(HttpResponse<?> answer) {
        String told = answer.headers().firstValue("Content-Range").orElse("");
        String total = told.substring(told.indexOf('/') + 1);
        return told.startsWith("bytes ") && total.matches("\\d{1,18}") ? Long.valueOf(total) : null;
    }

    private HttpResponse<byte[]> follow(String method, URI uri, int bytes, long deadline)
            throws IOException, InterruptedException {
        URI at = uri;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            allow(uri, at);
            HttpResponse<byte[]> answer = send(method, at, bytes, deadline);
            Optional<String> location = answer.headers().firstValue("Location");
            if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
                return answer;
            }
            at = next(uri, at, location.get());
        }
        throw new Refused(Answer.Missing.REFUSED, uri + " redirects more than " + MOST_REDIRECTS + " times", "fewer");
    }

    private void allow(URI uri, URI at) throws IOException {
        Optional<String> address = hosts.privateAddress(at);
        if (address.isPresent()) {
            String host = uri.equals(at) ? "the host of " + uri : uri + " redirects to " + at.getHost() + ", which";
            throw new Refused(Answer.Missing.NOT_ALLOWED, host + " has the address " + address.get(), hosts.expected());
        }
    }

    private static URI next(URI uri, URI at, String location) throws IOException {
        try {
            URI next = at.resolve(location);
            boolean http = "http".equalsIgnoreCase(next.getScheme()) || "https".equalsIgnoreCase(next.getScheme());
            if (http && next.getHost() != null) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            throw new Refused(Answer.Missing.REFUSED, uri + " redirects to what is no URL", "an http or https URL");
        }
        throw new Refused(Answer.Missing.REFUSED, uri + " redirects to " + location, "an http or https URL");
    }

    private HttpResponse<byte[]> send(String method, URI at, int bytes, long deadline)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request(method, at, bytes), info -> new FirstBytes(bytes));
        try {
            return answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new IOException("nothing came", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException known ? known : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static HttpRequest request(String method, URI at, int bytes) throws Refused {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(at.toASCIIString()))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .header("User-Agent", "cardpress")
                    .header("Accept-Encoding", "identity");
            if (bytes > 0) {
                request.header("Range", "bytes=0-" + (bytes - 1));
            }
            return request.build();
        } catch (IllegalArgumentException e) {
            throw new Refused(
                    Answer.Missing.REFUSED,
                    at + " cannot be asked: " + e.getMessage(),
                    "an http or https URL with a host");
        }
    }

    private static Answer missing(String code, String came, String expected) {
        return new Answer.Missing(code, came, expected);
    }

    /** Ends a question whose answer is known already. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Answer missing;

        Refused(String code, String came, String expected) {
            super(came);
            this.missing = new Answer.Missing(code, came, expected);
        }
    }
}
