package org.cardpress.creator.fetch;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which edition of which book a cached file is, told from the name that Kiwix libraries give their files,
 * {@code wikipedia_fr_all_maxi_2026-04.zim}; a letter may follow the month. Any other file has none.
 *
 * @param book name up to the date, whatever server it came from
 * @param date year and month; editions of a book are ordered by it
 */
record Edition(String book, String date) {
    private static final Pattern NAME =
            Pattern.compile("(?:.*/)?([^/]+)_(\\d{4}-\\d{2}[a-z]?)\\.zim", Pattern.CASE_INSENSITIVE);

    static Optional<Edition> of(URI uri) {
        Matcher name = NAME.matcher(uri.getPath() == null ? "" : uri.getPath());
        return name.matches() ? Optional.of(new Edition(name.group(1), name.group(2))) : Optional.empty();
    }

    /** Empty where there is none, or what a power cut left of it. */
    static Optional<Edition> read(Path file) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.size() == 2 ? Optional.of(new Edition(lines.get(0), lines.get(1))) : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void write(Path file) throws IOException {
        Files.writeString(file, book + "\n" + date + "\n");
    }
}
