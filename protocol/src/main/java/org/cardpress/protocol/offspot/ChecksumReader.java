package org.cardpress.protocol.offspot;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cardpress.protocol.hotspot.Checksum;
import org.cardpress.protocol.hotspot.SourceUrl;
import org.jspecify.annotations.Nullable;

/** Reads {@code checksum: {algo, value, kind}}, and for {@code kind: url} the file that holds the digest. */
final class ChecksumReader {
    private final DigestLookup digests;

    ChecksumReader(DigestLookup digests) {
        this.digests = digests;
    }

    /** Our writing of it; null where there is none or it was refused. */
    @Nullable
    String read(Section parent, String key) {
        Section section = parent.section(key);
        if (section == null) {
            return null;
        }
        section.only("algo", "value", "kind");
        String value = section.text("value");
        String kind = section.text("kind");
        Checksum.Algorithm algorithm = algorithm(section);
        if (value == null || algorithm == null) {
            if (section.value("value") == null) {
                section.problem("value", "missing (expected the digest, or its URL with kind: url)");
            }
            return null;
        }
        try {
            if (kind == null || kind.equals("digest")) {
                return Checksum.parse(algorithm.word() + ":" + value).toString();
            }
            if (kind.equals("url")) {
                return lookup(algorithm, SourceUrl.parseElsewhere(value));
            }
            section.problem("kind", "'" + kind + "' (expected digest or url)");
        } catch (IllegalArgumentException e) {
            section.problem("value", e.getMessage());
        } catch (IOException e) {
            section.problem("value", value + ": " + e.getMessage());
        }
        return null;
    }

    private static Checksum.@Nullable Algorithm algorithm(Section section) {
        String word = section.text("algo");
        for (Checksum.Algorithm each : Checksum.Algorithm.values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        String known = Arrays.stream(Checksum.Algorithm.values())
                .map(Checksum.Algorithm::word)
                .collect(Collectors.joining(", "));
        section.problem(
                "algo", "'" + word + "' (expected " + known + "; another kind proves too little: leave it out)");
        return null;
    }

    /** The first word of the right length that is hexadecimal: {@code md5sum} writes it first, others behind the name. */
    private String lookup(Checksum.Algorithm algorithm, URI uri) throws IOException {
        if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
            throw new IOException("no http or https URL (expected one)");
        }
        String text = digests.read(uri).toLowerCase(Locale.ROOT);
        Matcher digest = Pattern.compile("(?<![0-9a-z])[0-9a-f]{" + algorithm.digits() + "}(?![0-9a-z])")
                .matcher(text);
        if (!digest.find()) {
            throw new IOException("holds no digest of " + algorithm.digits() + " hexadecimal digits (expected one for "
                    + algorithm.word() + ")");
        }
        return new Checksum(algorithm, digest.group()).toString();
    }
}
