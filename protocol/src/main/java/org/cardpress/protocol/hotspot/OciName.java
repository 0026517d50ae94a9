package org.cardpress.protocol.hotspot;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The full name of a container image. The registry must be named: what a short name means differs between tools.
 *
 * @param registry host, with a port where it is not the usual one
 * @param repository path at the registry
 * @param tag null where only the digest says which; {@code latest} where neither was given
 * @param digest {@code sha256:} and 64 digits; null where the tag says which
 */
public record OciName(
        String registry,
        String repository,
        @Nullable String tag,
        @Nullable String digest) {
    // Shapes after the reference grammar of the OCI distribution specification.
    private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern NAME =
            Pattern.compile("(?<registry>[A-Za-z0-9.-]+(?::[0-9]{1,5})?|\\[[0-9a-fA-F:]+](?::[0-9]{1,5})?)"
                    + "/(?<repository>" + PART + "(?:/" + PART + ")*)"
                    + "(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9._-]{0,127}))?"
                    + "(?:@(?<digest>sha256:[0-9a-f]{64}))?");
    private static final int LONGEST = 200;

    /** Reads {@code registry/repository[:tag][@digest]}; {@link IllegalArgumentException} says what came and what was expected. */
    public static OciName parse(String text) {
        // The length first: a hostile name must not keep the pattern busy.
        Matcher name = NAME.matcher(text.length() > LONGEST ? "" : text);
        if (!name.matches() || !isHost(name.group("registry"))) {
            throw new IllegalArgumentException("image '" + shortened(text)
                    + "' (expected at most " + LONGEST
                    + " characters, with the registry's host in front: registry.example.org/repository:tag)");
        }
        String digest = name.group("digest");
        String tag = name.group("tag");
        return new OciName(
                name.group("registry"),
                name.group("repository"),
                tag == null && digest == null ? "latest" : tag,
                digest);
    }

    private static boolean isHost(String registry) {
        return registry.equals("localhost") || registry.indexOf('.') > 0 || registry.indexOf(':') > 0;
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    /** What to ask the registry for: the digest where there is one. */
    public String reference() {
        return digest != null ? digest : String.valueOf(tag);
    }

    /** The name a container engine files it under; null where it has no tag. */
    public @Nullable String tagged() {
        return tag == null ? null : registry + "/" + repository + ":" + tag;
    }
}
