package org.cardpress.scheduler.api;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import java.util.Optional;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.scheduler.auth.Callers;
import org.cardpress.scheduler.record.Actor;

/** Says whether a call may go on, by {@link Access}, before its body is read; leaves the caller with the request for {@link Caller}. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class AccessFilter implements Ordered {
    private static final String BEARER = "Bearer ";

    private final Access access = new Access();
    private final Callers callers;

    AccessFilter(Callers callers) {
        this.callers = callers;
    }

    @Override
    public int getOrder() {
        return RequestIdFilter.ORDER + 1;
    }

    @RequestFilter
    @ExecuteOn(Threads.API)
    void check(HttpRequest<?> request) {
        Optional<UriRouteMatch<?, ?>> route = RouteAttributes.getRouteMatch(request)
                .filter(UriRouteMatch.class::isInstance)
                .map(match -> (UriRouteMatch<?, ?>) match);
        if (route.isEmpty()) {
            return;
        }
        String template = route.get().getRouteInfo().getUriMatchTemplate().toPathString();
        Bodies.check(request, template);
        Access.Rule rule = access.rule(request.getMethodName(), template)
                .orElseThrow(() -> new IllegalStateException(
                        "route " + request.getMethodName() + " " + template + " is not in the table of access"));
        if (rule.open()) {
            return;
        }
        Actor caller = callers.of(token(request));
        if (!rule.roles().contains(caller.role())) {
            throw new ProblemException(
                    ErrorCode.NOT_ALLOWED,
                    "role " + caller.role().wire() + " may not " + request.getMethodName() + " " + template
                            + " (expected one of " + rule.words() + ")");
        }
        Caller.put(request, caller);
    }

    private static String token(HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new ProblemException(
                    ErrorCode.TOKEN_REFUSED,
                    "no token (expected the header Authorization: Bearer and an access token)");
        }
        return header.substring(BEARER.length()).strip();
    }
}
