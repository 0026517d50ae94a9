package org.cardpress.protocol.hotspot;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Reads the URLs of a config. An absolute path stands for its {@code file:} URL. */
public final class SourceUrl {
    private static final Set<String> SCHEMES = Set.of("http", "https", "file");
    private static final int LONGEST = 4096;

    private SourceUrl() {}

    /** The URL; {@link IllegalArgumentException} says what came and what was expected. */
    public static URI parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "URL of " + text.length() + " characters (expected at most " + LONGEST + ")");
        }
        try {
            URI uri = text.startsWith("/") ? new URI("file", null, text, null) : new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean located = scheme.equals("file") ? uri.getPath() != null : uri.getHost() != null;
            if (!SCHEMES.contains(scheme) || !located) {
                throw new IllegalArgumentException(
                        "'" + text + "' (expected an http, https or file URL, or an absolute path)");
            }
            if (uri.getUserInfo() != null) {
                throw new IllegalArgumentException(
                        "URL of " + uri.getHost() + " with a user name (expected none: it would show in logs)");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no URL: " + e.getReason(), e);
        }
    }
}
