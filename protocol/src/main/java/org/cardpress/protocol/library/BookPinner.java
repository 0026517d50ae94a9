package org.cardpress.protocol.library;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cardpress.protocol.hotspot.Checksum;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.SourceUrl;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Ties a book to its bytes: by its metalink (RFC 5854), which tells mirrors, exact size and hashes, else by the file's own length and
 * the {@code .sha256} beside it. A book without any hash is refused: nothing would show that it is the one that was priced.
 */
public final class BookPinner {
    private static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_TITLE = 200;
    private static final Pattern SHA256 = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    private final Web web;

    /** @param libraries whose hosts, and no others, may be outside of the public internet */
    public BookPinner(Collection<URI> libraries, Duration patience) {
        this.web = new Web(libraries, patience);
    }

    /**
     * The book with its exact size and hash.
     *
     * @throws IOException if the library does not tell them; the message says what is missing
     */
    public ChosenBook pin(Book book) throws IOException {
        URI url = book.url();
        if (url == null) {
            throw new IOException("book " + book.id() + " '" + book.title()
                    + "' has no file to fetch (expected one; this library only lets read it)");
        }
        String path = url.toString();
        return path.endsWith(".meta4")
                ? byMetalink(book, url, URI.create(path.substring(0, path.length() - ".meta4".length())))
                : byNeighbour(book, url);
    }

    private ChosenBook byMetalink(Book book, URI metalink, URI own) throws IOException {
        Element root = Xml.parse(web.get(metalink, MOST_BYTES), metalink.toString());
        Element file = Xml.child(root, "file");
        long size = file == null ? -1 : Xml.number(Xml.text(file, "size"), -1);
        Checksum checksum = file == null ? null : best(file);
        if (file == null || size < 0 || checksum == null) {
            throw new IOException(metalink + " does not tell size and hash of a file (expected both)");
        }
        List<URI> urls = new ArrayList<>(List.of(own));
        for (Node node = file.getFirstChild();
                node != null && urls.size() <= ContentFile.MOST_MIRRORS;
                node = node.getNextSibling()) {
            if (node instanceof Element url && "url".equals(url.getLocalName())) {
                mirror(url.getTextContent().strip(), urls);
            }
        }
        return pinned(book, urls, size, checksum);
    }

    private static void mirror(String text, List<URI> urls) {
        try {
            URI uri = SourceUrl.parse(text);
            if (SourceUrl.isWeb(uri) && !urls.contains(uri)) {
                urls.add(uri);
            }
        } catch (IllegalArgumentException e) {
            // One mirror less, such as one of ftp; the others give the same bytes.
            return;
        }
    }

    private static @Nullable Checksum best(Element file) {
        Checksum best = null;
        for (Node node = file.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element hash && "hash".equals(hash.getLocalName())) {
                String word = hash.getAttribute("type").toLowerCase(Locale.ROOT).replace("-", "");
                for (Checksum.Algorithm each : Checksum.Algorithm.values()) {
                    Checksum told = each.word().equals(word) ? checked(each, hash.getTextContent()) : null;
                    if (told != null && (best == null || each.compareTo(best.algorithm()) < 0)) {
                        best = told;
                    }
                }
            }
        }
        return best;
    }

    private static @Nullable Checksum checked(Checksum.Algorithm algorithm, String hex) {
        try {
            return new Checksum(algorithm, hex.strip().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private ChosenBook byNeighbour(Book book, URI url) throws IOException {
        URI neighbour = URI.create(url + ".sha256");
        String text = new String(web.get(neighbour, MOST_BYTES), StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
        Matcher digest = SHA256.matcher(text);
        if (!digest.find()) {
            throw new IOException(neighbour + " holds no SHA-256 (expected 64 hexadecimal digits)");
        }
        long size = web.size(url).orElseThrow(() -> new IOException(url + " does not tell its length (expected it)"));
        return pinned(book, List.of(url), size, new Checksum(Checksum.Algorithm.SHA256, digest.group()));
    }

    private static ChosenBook pinned(Book book, List<URI> urls, long size, Checksum checksum) {
        return new ChosenBook(
                book.id(),
                emptyIsNone(book.name()),
                emptyIsNone(book.flavour()),
                emptyIsNone(book.date()),
                emptyIsNone(plain(book.title())),
                urls.get(0).toString(),
                size,
                checksum.toString(),
                urls.stream().skip(1).map(URI::toString).toList());
    }

    /** A catalog's own writing, in visible characters and plain spaces. */
    private static String plain(String title) {
        String visible =
                title.replaceAll("[\\p{Z}\\s]+", " ").replaceAll("\\p{C}", "").strip();
        return visible.codePointCount(0, visible.length()) <= LONGEST_TITLE
                ? visible
                : visible.substring(0, visible.offsetByCodePoints(0, LONGEST_TITLE));
    }

    private static @Nullable String emptyIsNone(String text) {
        return text.isEmpty() ? null : text;
    }
}
