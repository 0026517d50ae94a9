package org.cardpress.manager.session;

import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;

/**
 * The cookie that carries a session's id: out of reach of scripts, never sent along with another site's forms. Over TLS its name
 * makes the browser refuse one that another host or plain HTTP tries to set.
 *
 * @param secure whether people come over TLS
 */
public record CookieStyle(boolean secure) {
    public String name() {
        return secure ? "__Host-cardpress" : "cardpress";
    }

    public Cookie carrying(String sessionId) {
        return style(sessionId);
    }

    /** Makes the browser forget. */
    public Cookie gone() {
        return style("").maxAge(0);
    }

    private Cookie style(String value) {
        return Cookie.of(name(), value)
                .path("/")
                .httpOnly(true)
                .sameSite(SameSite.Lax)
                .secure(secure);
    }
}
