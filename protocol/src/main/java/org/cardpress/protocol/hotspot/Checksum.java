package org.cardpress.protocol.hotspot;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a file's bytes must hash to, written {@code sha256:hex}. MD5 and SHA-1 are accepted because many mirrors publish nothing
 * better: they catch a damaged transfer, not a forger.
 *
 * @param algorithm of the digest
 * @param hex lower-case digits
 */
public record Checksum(Algorithm algorithm, String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

    public Checksum {
        if (hex.length() != algorithm.digits || !HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("checksum '" + hex + "' (expected " + algorithm.digits
                    + " hexadecimal digits for " + algorithm.prefix + ")");
        }
    }

    /** Reads {@code algorithm:hex}; {@link IllegalArgumentException} says what came and what was expected. */
    public static Checksum parse(String text) {
        int colon = text.indexOf(':');
        String prefix = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        for (Algorithm algorithm : Algorithm.values()) {
            if (algorithm.prefix.equals(prefix)) {
                return new Checksum(algorithm, text.substring(colon + 1).strip().toLowerCase(Locale.ROOT));
            }
        }
        throw new IllegalArgumentException("checksum '" + text
                + "' (expected sha256:, sha512:, sha384:, sha224:, sha1: or md5: and hexadecimal digits)");
    }

    @Override
    public String toString() {
        return algorithm.prefix + ":" + hex;
    }

    /** The digests accepted. */
    public enum Algorithm {
        SHA256("sha256", "SHA-256", 64),
        SHA512("sha512", "SHA-512", 128),
        SHA384("sha384", "SHA-384", 96),
        SHA224("sha224", "SHA-224", 56),
        SHA1("sha1", "SHA-1", 40),
        MD5("md5", "MD5", 32);

        private final String prefix;
        private final String javaName;
        private final int digits;

        Algorithm(String prefix, String javaName, int digits) {
            this.prefix = prefix;
            this.javaName = javaName;
            this.digits = digits;
        }

        /** The word in front of the digits. */
        public String word() {
            return prefix;
        }

        /** Number of hexadecimal digits. */
        public int digits() {
            return digits;
        }

        /** Name for {@code MessageDigest}. */
        public String javaName() {
            return javaName;
        }
    }
}
