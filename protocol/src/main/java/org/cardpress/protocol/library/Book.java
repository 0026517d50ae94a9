package org.cardpress.protocol.library;

import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One ZIM file of a library, as the catalog tells it.
 *
 * @param id of this very file: {@code urn:uuid:…}; a new edition has a new one
 * @param name stays over editions, such as {@code wikipedia_bm_all}
 * @param languages three letters each, as the catalog has them
 * @param category such as {@code wikipedia}; empty where it has none
 * @param flavour such as {@code nopic}; empty where it has one edition only
 * @param date of the edition, {@code yyyy-mm-dd}; empty where the catalog does not tell
 * @param size in bytes, rounded down to KiB by common servers: good for sums, not for checks; 0 where not told
 * @param url of the file, or of the metalink ({@code .meta4}) that tells its mirrors and hash; null where the library only lets read
 */
@Serdeable
public record Book(
        String id,
        String name,
        String title,
        String summary,
        List<String> languages,
        String category,
        String flavour,
        String publisher,
        List<String> tags,
        String date,
        long articles,
        long size,
        @Nullable URI url) {
    public Book {
        languages = List.copyOf(languages);
        tags = List.copyOf(tags);
    }
}
