package org.cardpress.creator.oci;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.cardpress.creator.fetch.Answer;
import org.cardpress.creator.fetch.Web;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.protocol.hotspot.OciName;
import org.cardpress.protocol.runtime.CancelSignal;
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
    private final Web web;
    private final CancelSignal cancel;
    private @Nullable String authorization;

    Registry(OciName name, RegistryLogins logins, Web web, CancelSignal cancel) {
        this.name = name;
        this.logins = logins;
        this.web = web;
        this.cancel = cancel;
    }

    /**
     * Asks for {@code /v2/REPOSITORY/…}; the caller closes the answer.
     *
     * @param kind {@code manifests} or {@code blobs}
     * @param from offset of the first byte wanted
     * @throws IOException if trying again may help
     */
    Answer get(String kind, String reference, String accept, long from) throws IOException {
        URI uri = URI.create(base() + "/v2/" + name.repository() + "/" + kind + "/" + reference);
        Answer answer = follow(uri, accept, from);
        if (answer.code() == 401) {
            String challenge = answer.header("WWW-Authenticate").orElse("");
            answer.close();
            authorization = authorization(Challenge.parse(challenge));
            answer = follow(uri, accept, from);
        }
        int code = answer.code();
        if (code == 200 || code == 206) {
            return answer;
        }
        answer.close();
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

    private Answer follow(URI uri, String accept, long from) throws IOException {
        URI at = uri;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            Answer answer = web.ask("GET", at, headers(uri, at, accept, from), cancel);
            String location = answer.header("Location").orElse(null);
            if (answer.code() / 100 != 3 || location == null) {
                return answer;
            }
            answer.close();
            at = next(uri, at, location);
        }
        throw CreateFailure.wrong(
                "oci.unreachable", uri + " redirects more than " + MOST_REDIRECTS + " times (expected fewer)");
    }

    private Map<String, String> headers(URI uri, URI at, String accept, long from) {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", accept));
        if (from > 0) {
            headers.put("Range", "bytes=" + from + "-");
        }
        // The place a redirect leads to has its own signed address, and no right to our token.
        if (authorization != null && Objects.equals(at.getRawAuthority(), uri.getRawAuthority())) {
            headers.put("Authorization", authorization);
        }
        return headers;
    }

    private URI next(URI uri, URI at, String location) {
        try {
            URI next = at.resolve(location);
            if ("https".equals(next.getScheme()) || "http".equals(next.getScheme()) && isLoopback(name.registry())) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // Said below, with what came.
        }
        throw CreateFailure.wrong("oci.unreachable", uri + " redirects to '" + location + "' (expected an https URL)");
    }

    private String authorization(Challenge challenge) throws IOException {
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
        Map<String, String> headers = logins.of(name.registry())
                .map(login -> Map.of("Authorization", login.basic()))
                .orElse(Map.of());
        try (Answer answer = web.ask("GET", uri, headers, cancel)) {
            int code = answer.code();
            if (WORTH_WAITING.contains(code)) {
                throw new IOException(uri + " answered " + code + " (expected 200)");
            }
            if (code != 200) {
                throw refused("the token server " + uri + " answered " + code);
            }
            JsonNode json = ObjectMapper.getDefault().readValue(answer.body().readNBytes(MOST_TOKEN), JsonNode.class);
            for (String key : new String[] {"token", "access_token"}) {
                JsonNode token = json == null ? null : json.get(key);
                if (token != null && token.isString()) {
                    return token.getStringValue();
                }
            }
            throw refused("the token server " + uri + " gave no token");
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
