package org.cardpress.manager.web;

import io.micronaut.http.HttpRequest;
import org.cardpress.protocol.error.ErrorCode;

/** What is different for people who came by a link and have no account: the address of their page is a secret. */
final class Guests {
    private static final String PAGES = "/public/";

    private Guests() {}

    static boolean isTheirs(HttpRequest<?> request) {
        return request.getPath().startsWith(PAGES);
    }

    /** The path of a request as a log may hold it. */
    static String logged(HttpRequest<?> request) {
        return isTheirs(request) ? PAGES + "…" : request.getPath();
    }

    /** What they are told where the scheduler refuses; nothing that only a holder of a good link may know. */
    static String key(ErrorCode code, String otherwise) {
        return switch (code) {
            case NOT_FOUND -> "link-unknown";
            case GONE -> "link-over";
            case TOO_MANY -> "busy";
            default -> otherwise;
        };
    }
}
