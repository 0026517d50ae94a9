package org.cardpress.scheduler.store.embedded;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one account of an embedded store, made anew at each start: its password never leaves the process's memory.
 *
 * <p>Source: RFC 5802 and RFC 7677 (SCRAM-SHA-256). The server side keeps only the salted keys.
 */
final class ScramCredential {
    static final String USER = "cardpress";
    /** The least a driver accepts; the password is 256 random bits, more rounds would add nothing. */
    static final int ITERATIONS = 4096;

    private final String password;
    private final String salt;
    private final byte[] storedKey;
    private final byte[] serverKey;

    ScramCredential(SecureRandom random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        byte[] saltBytes = new byte[16];
        random.nextBytes(saltBytes);
        password = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        salt = Base64.getEncoder().encodeToString(saltBytes);
        byte[] salted = salted(password, saltBytes);
        storedKey = sha256(hmac(salted, "Client Key"));
        serverKey = hmac(salted, "Server Key");
    }

    String password() {
        return password;
    }

    String salt() {
        return salt;
    }

    /** Whether the proof shows knowledge of the password for this exchange; compared in constant time. */
    boolean accepts(byte[] proof, String exchange) {
        byte[] clientKey = hmac(storedKey, exchange);
        if (proof.length != clientKey.length) {
            return false;
        }
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] ^= proof[i];
        }
        return MessageDigest.isEqual(sha256(clientKey), storedKey);
    }

    /** What the server answers to show that it knows the password too. */
    String signature(String exchange) {
        return Base64.getEncoder().encodeToString(hmac(serverKey, exchange));
    }

    private static byte[] salted(String password, byte[] salt) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, 256))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA256", e);
        }
    }

    private static byte[] hmac(byte[] key, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
