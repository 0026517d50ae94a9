package org.cardpress.manager.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** In which time zone a visitor reads times: the one chosen; without a choice the browser's own, and UTC where no scripts run. */
public final class Zones {
    /** Names by place, and UTC. */
    public static final List<String> ALL = ZoneId.getAvailableZoneIds().stream()
            .filter(name -> name.equals("UTC")
                    || name.matches(
                            "(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*"))
            .sorted()
            .toList();

    private static final String COOKIE = "zone";
    private static final long A_YEAR = 365L * 24 * 3600;

    private Zones() {}

    static Optional<ZoneId> of(HttpRequest<?> request) {
        return request.getCookies()
                .findCookie(COOKIE)
                .map(cookie -> cookie.getValue().replace('.', '/'))
                .filter(ALL::contains)
                .map(ZoneId::of);
    }

    /** Remembers a choice; forgets the one before where there is no such zone. A cookie's value has no slash here. */
    public static Cookie choose(String name) {
        boolean known = ALL.contains(name);
        return Cookie.of(COOKIE, known ? name.replace('/', '.') : "")
                .path("/")
                .maxAge(known ? A_YEAR : 0)
                .sameSite(SameSite.Lax)
                .httpOnly(true);
    }
}
