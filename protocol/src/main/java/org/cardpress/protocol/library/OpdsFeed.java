package org.cardpress.protocol.library;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * One page of a catalog in OPDS (an Atom feed), with the elements that Kiwix servers add to entries.
 *
 * @param total entries in the whole catalog
 * @param books on this page
 */
record OpdsFeed(long total, List<Book> books) {
    private static final Pattern BARE_AMPERSAND = Pattern.compile("&(?!(?:[A-Za-z]{1,8}|#[0-9A-Fa-fx]{1,8});)");
    private static final String ACQUISITION = "http://opds-spec.org/acquisition";

    OpdsFeed {
        books = List.copyOf(books);
    }

    /** @param from where the page came from: relative links are resolved against it */
    static OpdsFeed parse(byte[] bytes, URI from) throws IOException {
        Element feed = Xml.parse(mended(bytes), from.toString());
        if (!"feed".equals(feed.getLocalName())) {
            throw new IOException(from + " is a " + feed.getLocalName() + " (expected an OPDS feed)");
        }
        List<Book> books = new ArrayList<>();
        for (Node node = feed.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element entry && "entry".equals(entry.getLocalName())) {
                books.add(book(entry, from));
            }
        }
        return new OpdsFeed(Xml.number(Xml.text(feed, "totalResults"), books.size()), books);
    }

    /** The servers of Debian 12 copy the query into a link as it came, with bare ampersands. */
    private static byte[] mended(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return BARE_AMPERSAND.matcher(text).replaceAll("&amp;").getBytes(StandardCharsets.UTF_8);
    }

    private static Book book(Element entry, URI from) {
        Element publisher = Xml.child(entry, "publisher");
        Element file = acquisition(entry);
        String issued = Xml.text(entry, "issued").isEmpty() ? Xml.text(entry, "updated") : Xml.text(entry, "issued");
        return new Book(
                Xml.text(entry, "id"),
                Xml.text(entry, "name"),
                Xml.text(entry, "title"),
                Xml.text(entry, "summary"),
                split(Xml.text(entry, "language"), ","),
                Xml.text(entry, "category"),
                Xml.text(entry, "flavour"),
                publisher == null ? "" : Xml.text(publisher, "name"),
                split(Xml.text(entry, "tags"), ";"),
                issued.replaceFirst("T.*", ""),
                Xml.number(Xml.text(entry, "articleCount"), 0),
                file == null ? 0 : Xml.number(file.getAttribute("length"), 0),
                file == null ? null : address(from, file.getAttribute("href")));
    }

    private static @Nullable Element acquisition(Element entry) {
        for (Node node = entry.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element link
                    && "link".equals(link.getLocalName())
                    && link.getAttribute("rel").startsWith(ACQUISITION)
                    && link.getAttribute("type").equals("application/x-zim")) {
                return link;
            }
        }
        return null;
    }

    /** A link that is none hides one book, not the whole catalog. */
    private static @Nullable URI address(URI from, String href) {
        try {
            URI uri = from.resolve(href);
            return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme()) ? uri : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static List<String> split(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::strip)
                .filter(each -> !each.isEmpty())
                .toList();
    }
}
