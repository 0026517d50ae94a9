package org.cardpress.warehouse.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;

/**
 * A certificate chain, the server's own first, and its private key (PKCS#8, no password), both PEM (RFC 7468). Read once, at start: a
 * new certificate needs a restart.
 */
public record Pem(Path certificates, Path key) {
    /** The name under which {@link #keys} holds the key. */
    public static final String ALIAS = "warehouse";

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = new char[0];

    /** Reads both files. */
    public KeyManagerFactory keys() throws IOException {
        try {
            List<Certificate> chain = chain();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry(ALIAS, privateKey(key), NO_PASSWORD, chain.toArray(new Certificate[0]));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            return keys;
        } catch (GeneralSecurityException unusable) {
            throw new IOException(
                    "TLS with certificate " + certificates + " and key " + key + " failed: " + unusable.getMessage(),
                    unusable);
        }
    }

    /** When the server's own certificate ends. */
    public Instant until() throws IOException {
        try {
            if (chain().get(0) instanceof X509Certificate own) {
                return own.getNotAfter().toInstant();
            }
            throw new IOException(certificates + " begins with a certificate that is not X.509");
        } catch (GeneralSecurityException unusable) {
            throw new IOException("certificate " + certificates + " failed: " + unusable.getMessage(), unusable);
        }
    }

    private List<Certificate> chain() throws IOException, GeneralSecurityException {
        List<Certificate> chain = List.copyOf(CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificates))));
        if (chain.isEmpty()) {
            throw new IOException(certificates + " has no certificate (expected PEM, the server's own first)");
        }
        return chain;
    }

    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        if (!pem.find()) {
            throw new IOException(file + " has no BEGIN PRIVATE KEY (expected PKCS#8 without password; convert with"
                    + " openssl pkcs8 -topk8 -nocrypt)");
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            Optional<PrivateKey> key = ofKind(algorithm, spec);
            if (key.isPresent()) {
                return key.get();
            }
        }
        throw new IOException(file + " is of an unknown kind (expected a key for RSA, EC or EdDSA)");
    }

    private static Optional<PrivateKey> ofKind(String algorithm, PKCS8EncodedKeySpec spec)
            throws GeneralSecurityException {
        try {
            return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
        } catch (InvalidKeySpecException anotherKind) {
            return Optional.empty();
        }
    }
}
