package org.cardpress.warehouse.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/** A SHA-256 as 64 lower-case hex digits. */
public record Sha256(String hex) {
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");
    private static final int BUFFER = 256 << 10;

    public Sha256 {
        hex = hex.toLowerCase(Locale.ROOT);
        if (!SHAPE.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "SHA-256 of " + hex.length() + " characters (expected 64 hexadecimal digits)");
        }
    }

    /** The value of {@code digest}, which stays usable. */
    static Sha256 of(MessageDigest digest) {
        return new Sha256(HexFormat.of().formatHex(copy(digest).digest()));
    }

    /** Of a whole file, read with one buffer of 256 KiB. */
    public static Sha256 of(Path file) throws IOException {
        return of(digest(file, Long.MAX_VALUE));
    }

    /** The state of the hash after the first {@code length} bytes of {@code file}. */
    static MessageDigest digest(Path file, long length) throws IOException {
        MessageDigest digest = start();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            long left = length;
            while (left > 0) {
                buffer.clear().limit((int) Math.min(BUFFER, left));
                int count = channel.read(buffer);
                if (count < 0) {
                    break;
                }
                left -= count;
                digest.update(buffer.flip());
            }
        }
        return digest;
    }

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException theOneOfTheJdkIs) {
            throw new IllegalStateException(theOneOfTheJdkIs);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
