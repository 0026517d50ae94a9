package org.cardpress.creator.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a server tells one version of a file from another: a strong ETag, or else the time of its last change (RFC 9110, 8.8).
 *
 * @param uri that was asked
 * @param text of the header
 */
record Validator(URI uri, String text) {
    /** What an answer tells; empty where the server gives nothing to go by. */
    static Optional<Validator> of(URI uri, Answer answer) {
        return answer.header("ETag")
                .filter(tag -> !tag.startsWith("W/"))
                .or(() -> answer.header("Last-Modified"))
                .map(each -> new Validator(uri, each));
    }

    /** Reads what {@link #write} left beside a part; empty where there is nothing of use. */
    static Optional<Validator> read(Path file) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() == 2
                    ? Optional.of(new Validator(URI.create(lines.get(0)), lines.get(1)))
                    : Optional.empty();
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, uri + "\n" + text + "\n");
    }
}
