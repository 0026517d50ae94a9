package org.cardpress.scheduler.store.mongo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that secrets are sealed with. The last one seals, all of them open: a new key is added by appending a line.
 *
 * <p>File format: one AES-256 key a line, in base64; blank lines and lines that begin with {@code #} are skipped. A key's id
 * is the beginning of its SHA-256, so it need not be written down.
 */
public final class SecretKeys {
    private static final Logger log = LoggerFactory.getLogger(SecretKeys.class);
    private static final int KEY_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Map<String, SecretKey> byId;
    private final String current;
    private final String source;

    private SecretKeys(List<String> base64, String source) {
        if (base64.isEmpty()) {
            throw new IllegalArgumentException(
                    source + " holds no key (expected one base64 line of " + KEY_BYTES + " bytes or more lines)");
        }
        Map<String, SecretKey> keys = new LinkedHashMap<>();
        String last = "";
        for (String line : base64) {
            byte[] key = decode(line, source);
            last = id(key);
            keys.put(last, new SecretKeySpec(key, "AES"));
        }
        byId = keys;
        current = last;
        this.source = source;
    }

    /** A key from the configuration, in base64. */
    public static SecretKeys configured(String base64) {
        return new SecretKeys(List.of(base64.strip()), "the configured key");
    }

    /** The keys of a file, which is made with a fresh key and for its owner only where it is missing. */
    public static SecretKeys file(Path file, SecureRandom random) {
        try {
            if (Files.notExists(file)) {
                create(file, random);
            }
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(permissions)) {
                throw new IllegalStateException("the key file " + file + " has permissions "
                        + PosixFilePermissions.toString(permissions) + " (expected rw------- or less); run: chmod 600 "
                        + file);
            }
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
            return new SecretKeys(lines, "the key file " + file);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read or make the key file " + file + ": " + e, e);
        }
    }

    private static void create(Path file, SecureRandom random) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        String text =
                "# Seals the secrets of orders. Keep a copy apart from the store: without it they cannot be read.\n"
                        + Base64.getEncoder().encodeToString(key) + "\n";
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(file, text, StandardCharsets.US_ASCII, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        log.info("made the key file {} (key {})", file, id(key));
    }

    private static byte[] decode(String base64, String source) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(source + " holds a line that is not base64", e);
        }
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    source + " holds a key of " + key.length + " bytes (expected " + KEY_BYTES + ")");
        }
        return key;
    }

    private static String id(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Id of the key that seals. */
    String current() {
        return current;
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    SecretKey key(String id) {
        SecretKey key = byId.get(id);
        if (key == null) {
            throw new IllegalStateException("secrets were sealed with key " + id + ", but " + source + " holds only "
                    + byId.keySet() + "; restore the key file that belongs to this store");
        }
        return key;
    }
}
