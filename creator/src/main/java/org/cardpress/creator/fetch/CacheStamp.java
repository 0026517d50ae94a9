package org.cardpress.creator.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a cache remembers of a file, in a small file beside it whose own time is that of the last use.
 *
 * @param size bytes
 * @param changed time of the file's last change, in milliseconds
 * @param sha256 of its bytes
 * @param proved when the bytes were last hashed
 */
record CacheStamp(long size, long changed, String sha256, Instant proved) {
    static CacheStamp of(Path file, String sha256, Instant now) throws IOException {
        return new CacheStamp(Files.size(file), Files.getLastModifiedTime(file).toMillis(), sha256, now);
    }

    /** Empty where there is none, or what a power cut left of it. */
    static Optional<CacheStamp> read(Path stamp) throws IOException {
        try {
            List<String> words = List.of(Files.readString(stamp).strip().split(" "));
            return words.size() != 4
                    ? Optional.empty()
                    : Optional.of(new CacheStamp(
                            Long.parseLong(words.get(0)),
                            Long.parseLong(words.get(1)),
                            words.get(2),
                            Instant.ofEpochMilli(Long.parseLong(words.get(3)))));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    void write(Path stamp) throws IOException {
        Files.writeString(stamp, size + " " + changed + " " + sha256 + " " + proved.toEpochMilli() + "\n");
    }

    /** Whether size and time are as remembered. */
    boolean looksLike(Path file) throws IOException {
        return Files.size(file) == size && Files.getLastModifiedTime(file).toMillis() == changed;
    }
}
