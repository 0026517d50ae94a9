package org.cardpress.manager.web;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Styles, scripts and icon of the pages, under addresses that change with their content: so a browser may keep each for good, and has
 * the new one with the first page after an update.
 */
@Singleton
public final class Assets {
    /** What pages name, and where it lies on the class path. */
    static final Map<String, String> PLACES = Map.of(
            "/static/cardpress.css", "org/cardpress/manager/static/cardpress.css",
            "/static/cardpress.js", "org/cardpress/manager/static/cardpress.js",
            "/static/uploads.js", "org/cardpress/manager/static/uploads.js",
            "/static/icon.svg", "org/cardpress/manager/static/icon.svg",
            "/lib/htmx.min.js", "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js");

    private static final int CHARACTERS = 16;

    private final Map<String, String> fingerprints = new LinkedHashMap<>();

    /** Reads each once. */
    Assets() {
        PLACES.forEach((path, place) -> fingerprints.put(path, fingerprint(place)));
    }

    /** The address of an asset for a page. */
    public String url(String path) {
        String fingerprint = fingerprints.get(path);
        if (fingerprint == null) {
            throw new IllegalArgumentException("asset " + path + " (expected one of " + fingerprints.keySet() + ")");
        }
        return path + "?v=" + fingerprint;
    }

    /** Whether what is there now is what this address means, and always will be. */
    boolean isCurrent(String path, @Nullable String query) {
        String fingerprint = fingerprints.get(path);
        return fingerprint != null && ("v=" + fingerprint).equals(query);
    }

    private static String fingerprint(String place) {
        try (InputStream file = Assets.class.getClassLoader().getResourceAsStream(place)) {
            if (file == null) {
                throw new IllegalStateException(place + " is not on the class path (expected it in our own jars)");
            }
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(file.readAllBytes());
            return HexFormat.of().formatHex(digest).substring(0, CHARACTERS);
        } catch (IOException e) {
            throw new UncheckedIOException("asset " + place, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }
}
