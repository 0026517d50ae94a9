package org.cardpress.scheduler.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import java.util.Optional;
import org.cardpress.protocol.audit.Act;
import org.cardpress.scheduler.audit.AuditTrail;
import org.cardpress.scheduler.record.Actor;

/**
 * The one place where people's acts come in: has each that was done written down, by {@link Acts}, before its answer is sent. What
 * was refused changed nothing and is not written; refused sign-ins are {@link AuthController}'s matter.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class ActFilter {
    private final AuditTrail trail;

    ActFilter(AuditTrail trail) {
        this.trail = trail;
    }

    @ResponseFilter
    @ExecuteOn(Threads.API)
    void note(HttpRequest<?> request, HttpResponse<?> response) {
        Optional<Actor> caller = Caller.find(request).filter(actor -> Acts.isPerson(actor.role()));
        if (caller.isEmpty() || response.code() >= 300) {
            return;
        }
        RouteAttributes.getRouteMatch(request)
                .filter(UriRouteMatch.class::isInstance)
                .map(match -> (UriRouteMatch<?, ?>) match)
                .ifPresent(route -> note(request, response, caller.get(), route));
    }

    private void note(HttpRequest<?> request, HttpResponse<?> response, Actor caller, UriRouteMatch<?, ?> route) {
        String template = route.getRouteInfo().getUriMatchTemplate().toPathString();
        Optional<Act> act = Acts.of(request.getMethodName() + " " + template);
        if (act.isPresent()) {
            Object answer = response.body();
            trail.note(
                    caller.username(),
                    caller.role(),
                    act.get(),
                    Acts.about(route.getVariableValues(), answer, caller.username()),
                    Acts.detail(request, answer),
                    Caller.origin(request));
        }
    }
}
