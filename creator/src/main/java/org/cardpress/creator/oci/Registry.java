package org.cardpress.creator.oci;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.protocol.hotspot.OciName;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one registry about one repository. Answers its challenge once, with the login there is, and keeps what it got. A password
 * goes nowhere but to the registry and, over TLS, to the token server it names. One thread.
 */
final class Registry {
    private static final Set<Integer> WORTH_WAITING = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_TOKEN = 1 << 20;

    private final OciName name;
    private final RegistryLogins logins;
    private final Duration silence;
    private @Nullable String authorization;

    Registry(OciName name, RegistryLogins logins, Duration silence) {
        this.name = name;
        this.logins = logins;
        this.silence = silence;
    }

    /**
     * Asks for {@code /v2/REPOSITORY/…}; the caller disconnects.
     *
     * @param kind {@code manifests} or {@code blobs}
     * @param from offset of the first byte wanted
     * @throws IOException if trying again may help
     */
    HttpURLConnection get(String kind, String reference, String accept, long from) throws IOException {
        URI uri = URI.create(base() + "/v2/" + name.repository() + "/" + kind + "/" + reference);
        HttpURLConnection answer = follow(uri, accept, from);
        if (answer.getResponseCode() == 401) {
            String challenge = answer.getHeaderField("WWW-Authenticate");
            answer.disconnect();
            authorization = answer(Challenge.parse(challenge == null ? "" : challenge));
            answer = follow(uri, accept, from);
        }
        int code = answer.getResponseCode();
        if (code == 200 || code == 206) {
            return answer;
        }
        answer.disconnect();
        String what = uri + " answered " + code;
        if (code == 401 || code == 403) {
            throw refused(what);
        }
        if (code == 404) {
            throw CreateFailure.wrong(
                    "oci.unknown",
                    what + " (expected 200; does " + name.registry() + " have " + name.repository() + " with "
                            + name.reference() + "?)");
        }
        if (WORTH_WAITING.contains(code)) {
            throw new IOException(what + " (expected 200)");
        }
        throw CreateFailure.wrong("oci.unreachable", what + " (expected 200)");
    }

    private CreateFailure refused(String what) {
        String login = logins.of(name.registry())
                .map(each -> "the login of " + each.user() + " was not enough")
                .orElse("there is no login for this registry");
        return CreateFailure.wrong(
                "oci.auth",
                what + ": " + login + " (expected one that may read " + name.repository()
                        + "; see the creator's registry logins)");
    }

    /** The registry's address. As everywhere with containers, one on this very machine may do without TLS. */
    private String base() {
        return (isLoopback(name.registry()) ? "http://" : "https://") + name.registry();
    }

    private static boolean isLoopback(String authority) {
        String host = authority.replaceFirst(":\\d+$", "");
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private HttpURLConnection follow(URI uri, String accept, long from) throws IOException {
        URI at = uri;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            HttpURLConnection answer = open(at);
            answer.setRequestProperty("Accept", accept);
            if (from > 0) {
                answer.setRequestProperty("Range", "bytes=" + from + "-");
            }
            // The place a redirect leads to has its own signed address, and no right to our token.
            if (authorization != null && Objects.equals(at.getRawAuthority(), uri.getRawAuthority())) {
                answer.setRequestProperty("Authorization", authorization);
            }
            String location = answer.getHeaderField("Location");
            if (answer.getResponseCode() / 100 != 3 || location == null) {
                return answer;
            }
            answer.disconnect();
            at = at.resolve(location);
            if (!"https".equals(at.getScheme()) && !("http".equals(at.getScheme()) && isLoopback(name.registry()))) {
                throw CreateFailure.wrong("oci.unreachable", uri + " redirects to " + at + " (expected https)");
            }
        }
        throw CreateFailure.wrong(
                "oci.unreachable", uri + " redirects more than " + MOST_REDIRECTS + " times (expected fewer)");
    }

    private HttpURLConnection open(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) silence.toMillis());
        connection.setReadTimeout((int) silence.toMillis());
        connection.setRequestProperty("User-Agent", "cardpress-creator");
        connection.setRequestProperty("Accept-Encoding", "identity");
        return connection;
    }

    private String answer(Challenge challenge) throws IOException {
        if (challenge.scheme().equals("basic")) {
            return logins.of(name.registry())
                    .map(RegistryLogins.Login::basic)
                    .orElseThrow(() -> refused(name.registry() + " asks for a password"));
        }
        if (challenge.scheme().equals("bearer")) {
            return "Bearer " + token(challenge);
        }
        throw CreateFailure.wrong(
                "oci.auth",
                name.registry() + " asks for '" + challenge.scheme() + "' (expected basic or bearer authentication)");
    }

    private String token(Challenge challenge) throws IOException {
        String realm = challenge.parameter("realm").orElse("");
        String scope = challenge.parameter("scope").orElse("repository:" + name.repository() + ":pull");
        String query = "scope=" + URLEncoder.encode(scope, StandardCharsets.UTF_8)
                + challenge
                        .parameter("service")
                        .map(each -> "&service=" + URLEncoder.encode(each, StandardCharsets.UTF_8))
                        .orElse("");
        URI uri = tokenServer(realm, query);
        HttpURLConnection answer = open(uri);
        logins.of(name.registry()).ifPresent(login -> answer.setRequestProperty("Authorization", login.basic()));
        try {
            int code = answer.getResponseCode();
            if (WORTH_WAITING.contains(code)) {
                throw new IOException(uri + " answered " + code + " (expected 200)");
            }
            if (code != 200) {
                throw refused("the token server " + uri + " answered " + code);
            }
            JsonNode json =
                    ObjectMapper.getDefault().readValue(answer.getInputStream().readNBytes(MOST_TOKEN), JsonNode.class);
            for (String key : new String[] {"token", "access_token"}) {
                JsonNode token = json == null ? null : json.get(key);
                if (token != null && token.isString()) {
                    return token.getStringValue();
                }
            }
            throw refused("the token server " + uri + " gave no token");
        } finally {
            answer.disconnect();
        }
    }

    private URI tokenServer(String realm, String query) {
        try {
            URI uri = URI.create(realm + (realm.contains("?") ? "&" : "?") + query);
            boolean local = "http".equals(uri.getScheme())
                    && isLoopback(name.registry())
                    && isLoopback(String.valueOf(uri.getRawAuthority()));
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || local)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Said below, with what came.
        }
        throw CreateFailure.wrong(
                "oci.auth", name.registry() + " names the token server '" + realm + "' (expected an https URL)");
    }
}
