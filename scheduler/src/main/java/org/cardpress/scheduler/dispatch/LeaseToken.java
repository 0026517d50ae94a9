package org.cardpress.scheduler.dispatch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Secrets that prove a lease: 256 random bits, of which only the SHA-256 is kept. */
final class LeaseToken {
    private static final int BYTES = 32;
    private static final int LONGEST = 200;

    private LeaseToken() {}

    /** URL-safe base 64. */
    static String fresh(RandomGenerator random) {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** Lower-case hex; of a text that is too long to be a token, the hash of nothing that was ever given. */
    static String hash(String token) {
        String bounded = token.length() > LONGEST ? "" : token;
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(bounded.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing from this Java", e);
        }
    }
}
