package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Optional;
import org.cardpress.scheduler.audit.AuditTrail;
import org.cardpress.scheduler.record.Actor;

/** Who makes the call, as {@link AccessFilter} found out. */
final class Caller {
    private static final String ATTRIBUTE = "cardpress.caller";
    private static final int NETWORK_BYTES = 8;

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

    /** The address; of IPv6 the half that one household or office has, within which anybody has as many as they like. */
    static String network(HttpRequest<?> request) {
        return network(request.getRemoteAddress().getAddress());
    }

    static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.ofDelimiter(":").formatHex(address.getAddress(), 0, NETWORK_BYTES)
                : address.getHostAddress();
    }
}
