package org.cardpress.manager.web;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Puts the headers of safety and of caching on every answer. The outermost filter: what an inner one refuses is an answer too, and a filter that refuses
 * does not see its own refusal on the way back.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SafetyHeaders implements Ordered {
    private static final String POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'";

    private final Assets assets;

    SafetyHeaders(Assets assets) {
        this.assets = assets;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @ResponseFilter
    void leave(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                // Not no-referrer: with it browsers send forms with Origin: null, which the server refuses as foreign.
                .header("Referrer-Policy", "same-origin")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (Guests.isTheirs(request)) {
            response.header("X-Robots-Tag", "noindex, nofollow");
        }
        response.getHeaders().set("Cache-Control", caching(request));
    }

    /** Pages are never kept. An asset is, for good where its address names its content. */
    private String caching(HttpRequest<?> request) {
        if (!request.getPath().startsWith("/static/") && !request.getPath().startsWith("/lib/")) {
            return "no-store";
        }
        return assets.isCurrent(request.getPath(), request.getUri().getRawQuery())
                ? "public, max-age=31536000, immutable"
                : "no-cache";
    }
}
