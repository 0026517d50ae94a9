package org.cardpress.scheduler.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * Remembers the newest version of the data file that was acknowledged to a client.
 *
 * <p>A truncated or replaced data file opens without an error at whatever older version is found in it. With this mark, kept in a
 * file of its own, such a loss is noticed. The mark is written after the data is on disk, so it never runs ahead of
 * it: a crash between the two leaves a mark that is too low, which is harmless.
 *
 * <p>Format: one line, the version in 20 decimal digits, a blank, the CRC-32 of those digits in 8 hexadecimal digits.
 */
final class HighWaterMark implements AutoCloseable {
    private static final int LENGTH = 20 + 1 + 8 + 1;

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer line = ByteBuffer.allocateDirect(LENGTH);
    private final long atOpen;
    private long highest;

    private HighWaterMark(Path file, FileChannel channel, long atOpen) {
        this.file = file;
        this.channel = channel;
        this.atOpen = atOpen;
        this.highest = atOpen;
    }

    static HighWaterMark open(Path file) throws IOException {
        String text = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        long version = text.isEmpty() ? 0 : parse(file, text);
        StoreFiles.createPrivate(file);
        return new HighWaterMark(file, FileChannel.open(file, StandardOpenOption.WRITE), version);
    }

    private static long parse(Path file, String text) {
        if (text.length() == LENGTH && text.charAt(20) == ' ') {
            String digits = text.substring(0, 20);
            if (text.equals(format(digits))) {
                return Long.parseLong(digits);
            }
        }
        throw new EmbeddedStoreException("the store's mark " + file + " is damaged (" + text.length()
                + " bytes that are not a version with its checksum); restore the whole store directory from a backup, or"
                + " remove this file to accept the data file as it is");
    }

    private static String format(String digits) {
        CRC32 crc = new CRC32();
        crc.update(digits.getBytes(StandardCharsets.US_ASCII));
        return digits + String.format(Locale.ROOT, " %08x\n", crc.getValue());
    }

    /** Refuses a data file that is older than what was acknowledged. */
    void check(Path data, long version) {
        if (version < atOpen) {
            throw new EmbeddedStoreException("the store's data file " + data + " is at version " + version
                    + ", but version " + atOpen
                    + " was acknowledged (expected: at least that); it was truncated, replaced"
                    + " or removed. Restore the whole store directory from a backup, or remove " + file
                    + " to accept the loss");
        }
    }

    /** Notes that this version is on disk; a lower one than before is ignored. Safe from any thread. */
    synchronized void raise(long version) throws IOException {
        if (version <= highest) {
            return;
        }
        line.clear();
        line.put(format(String.format(Locale.ROOT, "%020d", version)).getBytes(StandardCharsets.US_ASCII));
        line.flip();
        channel.write(line, 0);
        highest = version;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
