package org.cardpress.creator.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.Checksum;

/** Hashes of files and bytes. */
public final class Digests {
    private static final int BUFFER = 1 << 20;

    private Digests() {}

    /** Hash of a whole file; stops when the build is to stop. */
    public static Checksum of(Path file, Checksum.Algorithm algorithm, CreateListener watch) throws IOException {
        MessageDigest digest = create(algorithm.javaName());
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
                watch.check();
            }
        }
        return new Checksum(algorithm, HexFormat.of().formatHex(digest.digest()));
    }

    /** SHA-256 of bytes, lower-case hex. */
    public static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(create("SHA-256").digest(bytes));
    }

    /** A new digest of a kind that every JDK has. */
    public static MessageDigest create(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no " + algorithm, e);
        }
    }
}
