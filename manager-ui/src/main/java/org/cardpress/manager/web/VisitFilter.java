package org.cardpress.manager.web;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.exceptions.ContentLengthExceededException;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteMatch;
import java.util.Optional;
import java.util.Set;
import org.cardpress.manager.Manager;
import org.cardpress.manager.session.CookieStyle;
import org.cardpress.manager.session.Sessions;
import org.cardpress.manager.session.SignedIn;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who visits and says, by {@link Rights}, whether the page may be opened. Forms of a person who is no longer signed in pass,
 * so that what was typed can be kept; {@link Visit} stops them before anything is done.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class VisitFilter {
    private final Rights rights = new Rights();
    private final Sessions sessions;
    private final CookieStyle cookie;

    VisitFilter(Sessions sessions, CookieStyle cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @RequestFilter
    void enter(HttpRequest<?> request) {
        Visit visit = new Visit(request, Languages.of(request), person(request));
        Optional<UriRouteMatch<?, ?>> route = RouteAttributes.getRouteMatch(request)
                .filter(UriRouteMatch.class::isInstance)
                .map(match -> (UriRouteMatch<?, ?>) match);
        if (request.getContentLength() > Manager.LARGEST_BODY) {
            throw new ContentLengthExceededException(Manager.LARGEST_BODY, request.getContentLength());
        }
        if (route.isEmpty()) {
            return;
        }
        refuseForeignForms(request);
        String template = route.get().getRouteInfo().getUriMatchTemplate().toPathString();
        Set<Role> roles = rights.rule(request.getMethodName(), template)
                .orElseThrow(() -> new IllegalStateException(
                        "route " + request.getMethodName() + " " + template + " is not in the table of rights"));
        if (roles.isEmpty()) {
            return;
        }
        if (visit.person().isEmpty()) {
            if (request.getMethod() != HttpMethod.POST) {
                throw visit.signInNeeded();
            }
            return;
        }
        if (!roles.contains(visit.role())) {
            throw new ProblemException(
                    ErrorCode.NOT_ALLOWED,
                    "role " + visit.role().wire() + " may not open " + request.getMethodName() + " " + template);
        }
    }

    private @Nullable SignedIn person(HttpRequest<?> request) {
        return request.getCookies()
                .findCookie(cookie.name())
                .map(Cookie::getValue)
                .flatMap(sessions::find)
                .orElse(null);
    }

    /** Browsers say where a form comes from; also the sign-in form, which has no session's token yet, must be ours. */
    private static void refuseForeignForms(HttpRequest<?> request) {
        String site = request.getHeaders().get("Sec-Fetch-Site");
        if (request.getMethod() == HttpMethod.POST
                && site != null
                && !site.equals("same-origin")
                && !site.equals("none")) {
            throw new ProblemException(
                    ErrorCode.NOT_ALLOWED, "a form from a " + site + " page (expected one of our own)");
        }
    }
}
