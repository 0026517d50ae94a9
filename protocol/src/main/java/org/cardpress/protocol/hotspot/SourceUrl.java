package org.cardpress.protocol.hotspot;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Reads the URLs of a config. An absolute path stands for its {@code file:} URL. */
public final class SourceUrl {
    private static final Set<String> SCHEMES = Set.of("http", "https", "file", UploadUrl.SCHEME);
    private static final Set<String> WEB = Set.of("http", "https");
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
            if (!SCHEMES.contains(scheme) || !isLocated(scheme, uri)) {
                throw new IllegalArgumentException(
                        "'" + text + "' (expected an http, https or file URL, an absolute path, or upload:/ID/NAME)");
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

    /** The URL of what is no upload: for what only servers and directories give. */
    public static URI parseElsewhere(String text) {
        URI uri = parse(text);
        if (UploadUrl.of(uri).isPresent()) {
            throw new IllegalArgumentException(
                    "'" + text + "' (expected an http, https or file URL: uploads are for books, packages and files)");
        }
        return uri;
    }

    /** Whether a web server gives what is there. */
    public static boolean isWeb(URI uri) {
        return uri.getScheme() != null && WEB.contains(uri.getScheme().toLowerCase(Locale.ROOT));
    }

    private static boolean isLocated(String scheme, URI uri) {
        return switch (scheme) {
            case "file" -> uri.getPath() != null;
            case UploadUrl.SCHEME -> UploadUrl.of(uri).isPresent();
            default -> uri.getHost() != null;
        };
    }
}
