package org.cardpress.creator.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a URL without a checksum gave the last time: kept so that one question to its server tells whether it would give it again.
 *
 * @param validator as the server told it with the bytes
 * @param size bytes
 * @param key of the bytes in the cache
 */
record KnownUrl(Validator validator, long size, String key) {
    static Optional<KnownUrl> read(Path file) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() != 4) {
                return Optional.empty();
            }
            Validator validator = new Validator(URI.create(lines.get(0)), lines.get(1));
            return Optional.of(new KnownUrl(validator, Long.parseLong(lines.get(2)), lines.get(3)));
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, validator.uri() + "\n" + validator.text() + "\n" + size + "\n" + key + "\n");
    }

    /** Whether the answer to a HEAD tells of the same bytes. */
    boolean stillHolds(Answer answer) {
        long announced = answer.length();
        return answer.code() == 200
                && (announced < 0 || announced == size)
                && Validator.of(validator.uri(), answer).equals(Optional.of(validator));
    }
}
