package org.cardpress.protocol.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The catalog of a real Kiwix server is found, filtered, kept, and its books are tied to their bytes. */
class LibraryTest {
    private static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();

    @TempDir
    static Path shared;

    private static HttpServer mirror;
    private static URI mirrorUri;
    private static KiwixServer kiwix;
    private static byte[] bambara;

    @TempDir
    Path directory;

    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private final List<Runnable> later = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mirror.createContext("/", LibraryTest::serve);
        mirror.start();
        mirrorUri = URI.create("http://127.0.0.1:" + mirror.getAddress().getPort());
        Path library = shared.resolve("library.xml");
        bambara = Files.readAllBytes(KiwixServer.book(
                library,
                "wikipedia_bm_all",
                "bam",
                "Wikipedia Bamako",
                "_category:wikipedia;health",
                mirrorUri + "/bm.zim.meta4"));
        byte[] french = Files.readAllBytes(
                KiwixServer.book(library, "nomad_fr", "fra", "Nomad", "games", mirrorUri + "/nomad.zim"));
        KiwixServer.book(library, "readonly_en", "eng", "Only to read", "x", "");
        FILES.put("/bm.zim", bambara);
        FILES.put("/bm.zim.meta4", metalink(bambara).getBytes(StandardCharsets.UTF_8));
        FILES.put("/nomad.zim", french);
        FILES.put("/nomad.zim.sha256", (sha256(french) + "  nomad.zim\n").getBytes(StandardCharsets.UTF_8));
        kiwix = KiwixServer.start(library);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        kiwix.close();
        mirror.stop(0);
    }

    @Test
    void everyBookOfARealServerIsRead() throws IOException {
        List<Book> books = client().books();

        assertThat(books)
                .extracting(Book::name)
                .containsExactlyInAnyOrder("wikipedia_bm_all", "nomad_fr", "readonly_en");
        Book book = named("wikipedia_bm_all");
        assertThat(book.id()).startsWith("urn:uuid:");
        assertThat(book.title()).isEqualTo("Wikipedia Bamako");
        assertThat(book.languages()).containsExactly("bam");
        assertThat(book.category()).isEqualTo("wikipedia");
        assertThat(book.publisher()).isEqualTo("Press");
        assertThat(book.date()).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(book.url()).isEqualTo(mirrorUri.resolve("/bm.zim.meta4"));
        // The server knows whole KiB only: that is why a pinned book asks the mirror.
        assertThat(book.size()).isBetween(bambara.length - 1023L, (long) bambara.length);
        assertThat(named("readonly_en").url()).isNull();
    }

    @Test
    void booksAreFoundByLanguageCategoryTextAndSize() throws IOException {
        Library library = library(client());
        library.renew();

        assertThat(names(library, new BookFilter("fra", null, null, null, null)))
                .containsExactly("nomad_fr");
        assertThat(names(library, new BookFilter(null, "wikipedia", null, null, null)))
                .containsExactly("wikipedia_bm_all");
        assertThat(names(library, new BookFilter(null, null, "bamako HEALTH", null, null)))
                .containsExactly("wikipedia_bm_all");
        assertThat(names(library, new BookFilter(null, null, "bamako games", null, null)))
                .isEmpty();
        assertThat(names(library, new BookFilter("bam", null, null, 1L, null))).isEmpty();
        assertThat(names(library, BookFilter.ALL)).hasSize(3);
    }

    @Test
    void aBookIsPinnedByItsMetalinkToExactBytesAndAllMirrors() throws IOException {
        ChosenBook pinned = pinner().pin(named("wikipedia_bm_all"));

        assertThat(pinned.size()).isEqualTo(bambara.length);
        assertThat(pinned.checksum()).isEqualTo("sha256:" + sha256(bambara));
        assertThat(pinned.url()).isEqualTo(mirrorUri + "/bm.zim");
        assertThat(pinned.mirrors()).containsExactly("http://mirror.example.org/bm.zim");
        assertThat(pinned.id()).isEqualTo(named("wikipedia_bm_all").id());
        assertThat(pinned.title()).isEqualTo("Wikipedia Bamako");
        assertThat(pinned.edition()).isEqualTo(named("wikipedia_bm_all").date());
    }

    @Test
    void aCatalogDoesNotLeadIntoANetworkThatNobodyNamed() throws IOException {
        Book book = named("nomad_fr");
        BookPinner elsewhere =
                new BookPinner(List.of(URI.create("https://library.example.org")), Duration.ofSeconds(20));

        assertThatThrownBy(() -> elsewhere.pin(book))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has the address 127.0.0.1 (expected one of the public internet");
    }

    @Test
    void aBookWithoutMetalinkIsPinnedByTheHashBesideIt() throws IOException {
        ChosenBook pinned = pinner().pin(named("nomad_fr"));

        byte[] nomad = Objects.requireNonNull(FILES.get("/nomad.zim"));
        assertThat(pinned.size()).isEqualTo(nomad.length);
        assertThat(pinned.checksum()).isEqualTo("sha256:" + sha256(nomad));
    }

    @Test
    void aBookThatCannotBePinnedSaysWhatIsMissing() throws IOException {
        Book unread = named("readonly_en");
        assertThatThrownBy(() -> pinner().pin(unread)).hasMessageContaining("has no file to fetch");

        FILES.put(
                "/poor.zim.meta4",
                "<metalink xmlns='urn:ietf:params:xml:ns:metalink'/>".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> pinner().pin(at("/poor.zim.meta4"))).hasMessageContaining("size and hash");
        assertThatThrownBy(() -> pinner().pin(at("/gone.zim.meta4"))).hasMessageContaining("answered 404");
        FILES.put(
                "/bomb.zim.meta4",
                "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> pinner().pin(at("/bomb.zim.meta4"))).hasMessageContaining("no sound XML");
    }

    @Test
    void theCatalogSurvivesARestartAndAServerThatIsAway() throws IOException {
        library(client()).renew();
        now = now.plus(Duration.ofDays(1));

        Library again = library(new LibraryClient(kiwix.uri, Duration.ofSeconds(10)));
        assertThat(again.find(BookFilter.ALL)).hasSize(3);

        Files.writeString(directory.resolve("library.json"), "{damaged");
        assertThat(library(client()).find(BookFilter.ALL)).isEmpty();
    }

    @Test
    void anOldCatalogIsRenewedBehindTheCallersBack() {
        Library library = library(client());

        assertThat(library.find(BookFilter.ALL)).isEmpty();
        assertThat(library.find(BookFilter.ALL)).isEmpty();
        assertThat(later).hasSize(1);
        later.remove(0).run();
        assertThat(library.find(BookFilter.ALL)).hasSize(3);
        assertThat(library.asOf()).isEqualTo(now);

        assertThat(later).isEmpty();
        now = now.plus(Duration.ofHours(2));
        assertThat(library.find(BookFilter.ALL)).hasSize(3);
        assertThat(later).hasSize(1);
    }

    @Test
    void aServerThatIsAwayIsAskedAgainOnlyAfterAWhile() {
        Library library = library(new LibraryClient(mirrorUri.resolve("/nothing"), Duration.ofSeconds(5)));

        library.find(BookFilter.ALL);
        later.remove(0).run();
        library.find(BookFilter.ALL);
        assertThat(later).isEmpty();

        now = now.plus(Duration.ofMinutes(7));
        library.find(BookFilter.ALL);
        assertThat(later).hasSize(1);
    }

    @Test
    void aCatalogOfManyPagesIsReadToItsEnd() throws IOException {
        StringBuilder first =
                new StringBuilder("<feed xmlns='http://www.w3.org/2005/Atom'><totalResults>501</totalResults>");
        for (int i = 0; i < 500; i++) {
            first.append("<entry><id>urn:uuid:").append(i).append("</id></entry>");
        }
        FILES.put("/many/catalog/v2/entries?start=0&count=500", (first + "</feed>").getBytes(StandardCharsets.UTF_8));
        FILES.put(
                "/many/catalog/v2/entries?start=500&count=500",
                ("<feed xmlns='http://www.w3.org/2005/Atom'><totalResults>501</totalResults>"
                                + "<entry><id>urn:uuid:500</id><link rel='http://opds-spec.org/acquisition/open-access'"
                                + " type='application/x-zim' href='javascript:x' length='5'/></entry></feed>")
                        .getBytes(StandardCharsets.UTF_8));

        List<Book> books = new LibraryClient(mirrorUri.resolve("/many"), Duration.ofSeconds(10)).books();

        assertThat(books).hasSize(501);
        assertThat(books.get(500).url()).isNull();
    }

    private Book named(String name) throws IOException {
        return client().books().stream()
                .filter(book -> book.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Book at(String path) {
        return new Book(
                "urn:uuid:1", "x", "X", "", List.of(), "", "", "", List.of(), "", 0, 0, mirrorUri.resolve(path));
    }

    private static List<String> names(Library library, BookFilter filter) {
        return library.find(filter).stream().map(Book::name).toList();
    }

    private static LibraryClient client() {
        return new LibraryClient(kiwix.uri, Duration.ofSeconds(20));
    }

    private static BookPinner pinner() {
        return new BookPinner(List.of(mirrorUri), Duration.ofSeconds(20));
    }

    private Library library(LibraryClient client) {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        return new Library(client, directory.resolve("library.json"), Duration.ofHours(1), clock, later::add);
    }

    private static String metalink(byte[] bytes) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <metalink xmlns="urn:ietf:params:xml:ns:metalink">
                  <file name="bm.zim">
                    <size>%d</size>
                    <hash type="md5">00112233445566778899aabbccddeeff</hash>
                    <hash type="sha-256">%s</hash>
                    <url location="fr" priority="1">http://mirror.example.org/bm.zim</url>
                    <url location="fr" priority="2">ftp://mirror.example.org/bm.zim</url>
                  </file>
                </metalink>
                """.formatted(bytes.length, sha256(bytes));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void serve(HttpExchange exchange) throws IOException {
        byte[] body = FILES.get(exchange.getRequestURI().toString());
        if (body == null) {
            exchange.sendResponseHeaders(404, -1);
        } else if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", "" + body.length);
            exchange.sendResponseHeaders(200, -1);
        } else {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
