package org.cardpress.scheduler.auth;

import io.jsonwebtoken.security.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.SecretKey;

/**
 * The key that signs tokens: 512 random bits in a file that only its owner may read, made on first start and kept, so that tokens
 * outlive a restart. Several schedulers on one store need the same file.
 *
 * @param id names the key in tokens without telling anything of it
 */
public record SigningKey(String id, SecretKey key) {
    private static final int BYTES = 64;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** Reads the key from this file; makes the file where there is none. Of several that start at once, all get the same key. */
    public static SigningKey from(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                create(file, random);
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("signing key " + file + ": " + e.getMessage(), e);
        }
    }

    private static SigningKey read(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(permissions)) {
            throw new IOException("permissions " + PosixFilePermissions.toString(permissions)
                    + " (expected rw-------: others could sign tokens; run chmod 600)");
        }
        String hex = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (hex.length() != 2 * BYTES) {
            throw new IOException(hex.length() + " characters (expected " + 2 * BYTES
                    + " of hex; remove the file to get a new key, which ends all logins)");
        }
        byte[] bytes = HexFormat.of().parseHex(hex);
        return new SigningKey(Secrets.hex(bytes).substring(0, 16), Keys.hmacShaKeyFor(bytes));
    }

    /** Written whole and synced under another name, then linked: a link never replaces what is there. */
    private static void create(Path file, SecureRandom random) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory == null) {
            throw new NoSuchFileException(file.toString());
        }
        Files.createDirectories(directory);
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        Path fresh = Files.createTempFile(directory, ".key", ".new", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer text =
                        ByteBuffer.wrap((HexFormat.of().formatHex(bytes) + "\n").getBytes(StandardCharsets.US_ASCII));
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.createLink(file, fresh);
            try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
                entry.force(true);
            }
        } catch (FileAlreadyExistsException othersWasFirst) {
            return;
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SigningKey[" + id + "]";
    }
}
