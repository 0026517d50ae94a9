package org.cardpress.protocol.hotspot;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a config names a file that its customer uploaded: {@code upload:/ID/NAME}. It holds no secret: the scheduler gives the file to its
 * owners, and to a creator while it makes an image of it.
 *
 * @param id of the upload
 * @param name of the file, not encoded
 */
public record UploadUrl(String id, String name) {
    static final String SCHEME = "upload";

    private static final Pattern PATH = Pattern.compile("/([a-z0-9]{1,40})/([^/]+)");

    /** The upload that this URL names; empty for another URL. */
    public static Optional<UploadUrl> of(String url) {
        if (!url.regionMatches(true, 0, SCHEME + ":", 0, SCHEME.length() + 1)) {
            return Optional.empty();
        }
        try {
            return of(new URI(url));
        } catch (URISyntaxException e) {
            // The checks of the config say what is wrong with it.
            return Optional.empty();
        }
    }

    /** The same of a URL that was read. */
    public static Optional<UploadUrl> of(URI uri) {
        if (!SCHEME.equalsIgnoreCase(uri.getScheme())
                || uri.getPath() == null
                || uri.getRawAuthority() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            return Optional.empty();
        }
        Matcher path = PATH.matcher(uri.getPath());
        return path.matches() ? Optional.of(new UploadUrl(path.group(1), path.group(2))) : Optional.empty();
    }

    /** Every upload that the config names. */
    public static Set<String> ids(HotspotConfig config) {
        return Stream.of(
                        config.books().stream().map(ChosenBook::url),
                        config.packages().stream().map(ContentPackage::url),
                        config.files().stream().map(ContentFile::url),
                        config.readers().stream().map(ReaderProgram::url))
                .flatMap(each -> each)
                .flatMap(url -> url == null ? Stream.empty() : of(url).stream())
                .map(UploadUrl::id)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** As it stands in a config. */
    @Override
    public String toString() {
        try {
            return new URI(SCHEME, null, "/" + id + "/" + name, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no URL for upload " + id, e);
        }
    }
}
