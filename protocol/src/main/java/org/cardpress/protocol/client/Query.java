package org.cardpress.protocol.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.jspecify.annotations.Nullable;

/** Paths and query strings with everything in them escaped. Not safe for many threads. */
final class Query {
    private final StringBuilder text;
    private boolean asked;

    private Query(String path) {
        text = new StringBuilder(path);
    }

    /** The segments behind each other; none can leave its place. */
    static String path(String... segments) {
        StringBuilder path = new StringBuilder();
        for (String segment : segments) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new ProblemException(
                        ErrorCode.MALFORMED, "name \"" + segment + "\" (expected one that can stand in a path)");
            }
            path.append('/').append(escaped(segment));
        }
        return path.toString();
    }

    static Query of(String path) {
        return new Query(path);
    }

    /** Adds a parameter; null adds nothing. */
    Query with(String name, @Nullable Object value) {
        if (value != null) {
            text.append(asked ? '&' : '?').append(name).append('=').append(escaped(value.toString()));
            asked = true;
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private static String escaped(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
