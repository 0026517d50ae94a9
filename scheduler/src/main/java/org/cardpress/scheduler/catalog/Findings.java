package org.cardpress.scheduler.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.hotspot.PlainText;
import org.jspecify.annotations.Nullable;

/** Gathers all that is wrong with one request, so that the caller mends it in one go. */
final class Findings {
    private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    private static final int LONGEST_EMAIL = 254;

    private final List<Problem.Detail> details = new ArrayList<>();

    Findings expect(boolean holds, String path, String message) {
        if (!holds) {
            details.add(new Problem.Detail(path, message));
        }
        return this;
    }

    Findings text(String path, @Nullable String value, int most) {
        if (value == null) {
            return this;
        }
        String wrong = PlainText.said(value, most);
        return expect(wrong == null, path, String.valueOf(wrong))
                .expect(!value.isBlank(), path, value.length() + " blanks (expected 1 to " + most + " characters)");
    }

    Findings slug(String path, String value) {
        return expect(
                SLUG.matcher(value).matches(),
                path,
                "\"" + cut(value) + "\" (expected 1 to 40 of a-z, 0-9 and -, beginning with a letter or digit)");
    }

    Findings email(String path, @Nullable String value) {
        return value == null
                ? this
                : expect(
                        PlainText.said(value, LONGEST_EMAIL) == null
                                && value.matches("[^@\\s\\p{Cntrl}]+@[^@\\s\\p{Cntrl}]+"),
                        path,
                        "\"" + cut(value) + "\" (expected name@domain)");
    }

    /** An address without path, account or query: {@code scheme://host:port}. */
    Findings address(String path, String value, Set<String> schemes) {
        return expect(
                isAddress(value, schemes),
                path,
                "\"" + cut(value) + "\" (expected "
                        + String.join(" or ", schemes.stream().sorted().toList())
                        + ", then ://host:port and nothing else)");
    }

    private static boolean isAddress(String value, Set<String> schemes) {
        try {
            URI uri = new URI(value);
            return uri.getScheme() != null
                    && schemes.contains(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getPort() != 0
                    && uri.getPort() <= 65_535
                    && uri.getRawUserInfo() == null
                    && (uri.getRawPath() == null || uri.getRawPath().isEmpty())
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    void throwIfAny() {
        if (!details.isEmpty()) {
            Problem.Detail first = details.get(0);
            throw new ProblemException(ErrorCode.MALFORMED, first.path() + ": " + first.message(), details);
        }
    }

    /** For messages: what came, cut where it is long. */
    static String cut(String value) {
        return value.length() <= 60 ? value : value.substring(0, 60) + "…";
    }
}
