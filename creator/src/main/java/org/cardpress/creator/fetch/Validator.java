package org.cardpress.creator.fetch;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a server tells one version of a file from another: a strong ETag, or else the time of its last change (RFC 9110, 8.8).
 *
 * @param uri that was asked
 * @param text of the header
 */
record Validator(URI uri, String text) {
    /** What an answer tells; empty where the server gives nothing to go by. */
    static Optional<Validator> of(URI uri, HttpURLConnection connection) {
        String tag = connection.getHeaderField("ETag");
        @Nullable String text = tag != null && !tag.startsWith("W/") ? tag : connection.getHeaderField("Last-Modified");
        return Optional.ofNullable(text).map(each -> new Validator(uri, each));
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
