package org.cardpress.creator.fetch;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.cardpress.creator.job.CreateFailure;

/** Opens HTTP connections: follows a few redirects, each hop only to where this machine may go. */
final class Web {
    private static final int MOST_REDIRECTS = 5;

    private final Reach reach;
    private final Duration silence;

    /** @param silence after which a connection that gives nothing counts as broken */
    Web(Reach reach, Duration silence) {
        this.reach = reach;
        this.silence = silence;
    }

    /** A connection whose answer is no redirect; the caller disconnects it. */
    HttpURLConnection open(String method, URI uri, Map<String, String> headers) throws IOException {
        URI at = uri;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            reach.check(at);
            HttpURLConnection connection = (HttpURLConnection) at.toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout((int) silence.toMillis());
            connection.setReadTimeout((int) silence.toMillis());
            connection.setRequestProperty("User-Agent", "cardpress-creator");
            connection.setRequestProperty("Accept-Encoding", "identity");
            headers.forEach(connection::setRequestProperty);
            String location = connection.getHeaderField("Location");
            if (connection.getResponseCode() / 100 != 3 || location == null) {
                return connection;
            }
            connection.disconnect();
            at = next(uri, at, location);
        }
        throw CreateFailure.wrong(
                "content.unreachable", uri + " redirects more than " + MOST_REDIRECTS + " times (expected fewer)");
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
