package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import org.cardpress.scheduler.record.Actor;

/** Who makes the call, as {@link AccessFilter} found out. */
final class Caller {
    private static final String ATTRIBUTE = "cardpress.caller";

    private Caller() {}

    static void put(HttpRequest<?> request, Actor caller) {
        request.setAttribute(ATTRIBUTE, caller);
    }

    /** Only for routes that need a token. */
    static Actor of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Actor.class)
                .orElseThrow(() -> new IllegalStateException("no caller known for " + request.getPath()));
    }

    static String address(HttpRequest<?> request) {
        return request.getRemoteAddress().getAddress().getHostAddress();
    }
}
