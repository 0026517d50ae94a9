package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import java.util.Optional;
import org.cardpress.scheduler.audit.AuditTrail;
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
        return find(request).orElseThrow(() -> new IllegalStateException("no caller known for " + request.getPath()));
    }

    /** Empty on routes that need no token, and where the call was refused before. */
    static Optional<Actor> find(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, Actor.class);
    }

    static AuditTrail.Origin origin(HttpRequest<?> request) {
        return new AuditTrail.Origin(address(request), RequestIdFilter.of(request));
    }

    static String address(HttpRequest<?> request) {
        return request.getRemoteAddress().getAddress().getHostAddress();
    }
}
