package org.cardpress.protocol.hotspot;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ZIM file for the hotspot's library: named as the catalog names it, or by its URL, or pinned with URL, size and checksum. One that
 * has no URL is looked up when the order is placed, and the order keeps what was found: so it is built as it was priced, whatever the
 * catalog says later.
 *
 * @param id of the catalog's entry, {@code urn:uuid:…}: one edition; null where the name says which
 * @param name that stays over editions, such as {@code wikipedia_bm_all}; null where the id says which
 * @param flavour such as {@code nopic}; null for the one without, or the only one
 * @param edition {@code yyyy-mm-dd}, or its beginning {@code yyyy-mm}; null for the newest
 * @param title for people; null for the name
 * @param url of the file
 * @param size bytes at the URL; null where not known
 * @param checksum of them, as {@code sha256:hex}; null where not known
 * @param mirrors other URLs of the same bytes, at most {@value ContentFile#MOST_MIRRORS}; null or empty for none
 */
@Serdeable
@JsonIgnoreProperties(ignoreUnknown = false)
public record ChosenBook(
        @Nullable String id,
        @Nullable String name,
        @Nullable String flavour,
        @Nullable String edition,
        @Nullable String title,
        @Nullable String url,
        @Nullable Long size,
        @Nullable String checksum,
        @Nullable List<String> mirrors) {
    public ChosenBook {
        mirrors = mirrors == null || mirrors.isEmpty() ? null : List.copyOf(mirrors);
    }

    /** The book with this URL. */
    public static ChosenBook at(String url, @Nullable Long size, @Nullable String checksum) {
        return new ChosenBook(null, null, null, null, null, url, size, checksum, null);
    }

    /** The edition with this id of the catalog. */
    public static ChosenBook withId(String id) {
        return new ChosenBook(id, null, null, null, null, null, null, null, null);
    }

    /** The same with other mirrors. */
    public ChosenBook withMirrors(@Nullable List<String> others) {
        return new ChosenBook(id, name, flavour, edition, title, url, size, checksum, others);
    }
}
