package org.cardpress.manager.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.util.Locale;
import java.util.Optional;
import org.cardpress.locale.Texts;

/** Which language a visitor reads: the one chosen, else the first of the browser's that there is. */
public final class Languages {
    private static final String COOKIE = "language";
    private static final long A_YEAR = 365L * 24 * 3600;

    private Languages() {}

    static Locale of(HttpRequest<?> request) {
        return chosen(request).or(() -> accepted(request)).orElse(Texts.LANGUAGES.get(0));
    }

    /** Remembers a choice; empty where there is no such language. */
    public static Optional<Cookie> choose(String tag) {
        return known(tag).map(locale -> Cookie.of(COOKIE, locale.getLanguage())
                .path("/")
                .maxAge(A_YEAR)
                .sameSite(SameSite.Lax)
                .httpOnly(true));
    }

    private static Optional<Locale> chosen(HttpRequest<?> request) {
        return request.getCookies().findCookie(COOKIE).flatMap(cookie -> known(cookie.getValue()));
    }

    private static Optional<Locale> accepted(HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.ACCEPT_LANGUAGE);
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Locale.LanguageRange.parse(header).stream()
                    .flatMap(range -> known(range.getRange().split("-", 2)[0]).stream())
                    .findFirst();
        } catch (IllegalArgumentException e) {
            // A header that cannot be read says nothing.
            return Optional.empty();
        }
    }

    private static Optional<Locale> known(String tag) {
        return Texts.LANGUAGES.stream()
                .filter(each -> each.getLanguage().equals(tag))
                .findFirst();
    }
}
