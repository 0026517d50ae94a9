package org.cardpress.protocol.library;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is to choose from, in numbers.
 *
 * @param libraries that were asked
 * @param languages of the books, three letters, most books first
 * @param categories of the books, most books first
 */
@Serdeable
public record CatalogView(List<Source> libraries, List<Count> languages, List<Count> categories) {
    public CatalogView {
        libraries = List.copyOf(libraries);
        languages = List.copyOf(languages);
        categories = List.copyOf(categories);
    }

    /**
     * One library.
     *
     * @param asOf when its books were read; null where they never were
     */
    @Serdeable
    public record Source(String url, @Nullable Instant asOf, int books) {}

    /** How many books share a word. */
    @Serdeable
    public record Count(String word, int books) {}
}
