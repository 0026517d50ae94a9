package org.cardpress.protocol.library;

import io.micronaut.serde.annotation.Serdeable;
import java.net.URI;
import java.util.List;
import org.cardpress.protocol.hotspot.ContentFile;

/**
 * A line of an order's bill of contents: a book tied to its very bytes, so that it is built as it was priced, whatever the catalog
 * says later.
 *
 * @param id of the catalog's entry
 * @param date of the edition
 * @param urls that give the same bytes, the library's own first
 * @param size in bytes, exact
 * @param checksum {@code sha256:hex} where the library tells one, else the best it has
 */
@Serdeable
public record PinnedBook(
        String id, String name, String title, String date, List<URI> urls, long size, String checksum) {
    public PinnedBook {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("pinned book " + id + " without a URL (expected one or more)");
        }
    }

    /** The file it is on the hotspot, in a directory such as {@code /data/zims}. */
    public ContentFile in(String directory) {
        String path = urls.get(0).getPath();
        String fileName = path.substring(path.lastIndexOf('/') + 1);
        return new ContentFile(directory + "/" + fileName, urls.get(0).toString(), null, null, size, null, checksum);
    }
}
