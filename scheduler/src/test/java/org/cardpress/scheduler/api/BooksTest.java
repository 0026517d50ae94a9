package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.error.Problem;
import org.cardpress.protocol.hotspot.BillOfContents;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.library.Book;
import org.cardpress.protocol.library.CatalogView;
import org.cardpress.protocol.order.OrderView;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Books are found over the API, and an order keeps the very bytes of those it chose. The library speaks as kiwix-serve does. */
class BooksTest {
    private static final Map<String, String> PAGES = new ConcurrentHashMap<>();
    private static final String HASH = "0".repeat(63) + "1";

    @TempDir
    static Path state;

    private static HttpServer library;
    private static Api api;
    private static String manager;

    @BeforeAll
    static void start() throws IOException {
        library = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        library.createContext("/", BooksTest::serve);
        library.start();
        feed(
                entry("old", "wiki_bm", "maxi", "2025-12-01", "bam", "wikipedia", 1000),
                entry("new", "wiki_bm", "maxi", "2026-01-17", "bam", "wikipedia", 2000),
                entry("mini", "wiki_bm", "mini", "2026-01-17", "bam", "wikipedia", 500),
                entry("guide", "guide_fr", "", "2026-01-05", "fra,eng", "health", 3000),
                entry("bare", "bare_en", "", "2026-01-05", "eng", "", 10));
        for (String id : List.of("old", "new", "mini", "guide")) {
            PAGES.put("/" + id + ".zim.meta4", metalink(4096));
        }
        api = Api.start(state, Map.of("cardpress.library.urls", List.of(url("")), "cardpress.library.fresh", "1h"));
        manager = api.manager();
        Awaitility.await("the catalog is read in the background")
                .atMost(Duration.ofMinutes(1))
                .until(() -> books("").size() == 5);
    }

    @AfterAll
    static void stop() {
        api.close();
        library.stop(0);
    }

    @Test
    void booksAreFoundByWordsLanguageCategorySizeAndDate() {
        assertThat(books("?q=BAMBARA")).containsExactly("new", "old", "mini");
        assertThat(books("?language=fr")).containsExactly("guide");
        assertThat(books("?language=eng")).containsExactly("bare", "guide");
        assertThat(books("?category=wikipedia&maxSize=1024")).containsExactly("old", "mini");
        assertThat(books("?q=bambara&since=2026")).containsExactly("new", "mini");
        assertThat(api.call("GET", "/catalog/books?since=yesterday", manager, null)
                        .expect(400)
                        .problem()
                        .message())
                .contains("expected a date");
        assertThat(books("?skip=1&limit=2")).containsExactly("guide", "new");
        assertThat(api.call("GET", "/catalog/books/guide", manager, null)
                        .as(Book.class)
                        .title())
                .isEqualTo("Title of guide_fr");
        assertThat(api.call("GET", "/catalog/books/gone", manager, null)
                        .expect(404)
                        .problem()
                        .message())
                .contains("not in the catalog as of");
    }

    @Test
    void theCatalogTellsItsLanguagesAndCategories() {
        CatalogView catalog = api.call("GET", "/catalog", manager, null).as(CatalogView.class);

        assertThat(catalog.libraries()).singleElement().satisfies(each -> {
            assertThat(each.books()).isEqualTo(5);
            assertThat(each.asOf()).isNotNull();
        });
        assertThat(catalog.languages())
                .containsExactly(
                        new CatalogView.Count("bam", 3),
                        new CatalogView.Count("eng", 2),
                        new CatalogView.Count("fra", 1));
        assertThat(catalog.categories())
                .containsExactly(new CatalogView.Count("wikipedia", 3), new CatalogView.Count("health", 1));
    }

    @Test
    void anOrderKeepsTheExactBytesOfTheBooksItNames() {
        OrderView order = place("""
                {"name": "wiki_bm", "flavour": "maxi"}, {"name": "wiki_bm", "flavour": "mini", "title": "Small"},
                {"id": "guide"}, {"url": "https://example.org/own.zim?key=hidden", "size": 7}""").expect(201).as(OrderView.class);

        List<ChosenBook> books = Objects.requireNonNull(order.config()).books();
        assertThat(books)
                .extracting(ChosenBook::edition, ChosenBook::title, ChosenBook::size, ChosenBook::checksum)
                .startsWith(
                        tuple("2026-01-17", "Title of wiki_bm", 4096L, "sha256:" + HASH),
                        tuple("2026-01-17", "Small", 4096L, "sha256:" + HASH));
        assertThat(books.get(0).url()).isEqualTo(url("/new.zim"));

        String contents = "/orders/" + order.id() + "/contents";
        BillOfContents bill = api.call("GET", contents, manager, null).as(BillOfContents.class);
        assertThat(bill.lines())
                .extracting(BillOfContents.Line::to)
                .containsSubsequence("/data/zims/new.zim", "/data/zims/mini.zim", "/data/zims/guide.zim");
        assertThat(bill.bytes()).isEqualTo(3 * 4096 + 7);
        String floor = api.account("floor", Role.OPERATOR);
        assertThat(api.call("GET", contents, manager, null).body()).contains("key=hidden");
        assertThat(api.call("GET", contents, floor, null).expect(200).body())
                .contains("https://example.org/own.zim")
                .doesNotContain("hidden");
    }

    @Test
    void anOrderIsBuiltAsItWasPricedWhateverTheCatalogSaysLater() {
        OrderView order = place("{\"id\": \"old\"}").expect(201).as(OrderView.class);
        String before = PAGES.put("/old.zim.meta4", metalink(9999));

        BillOfContents bill = api.call("GET", "/orders/" + order.id() + "/contents", manager, null)
                .as(BillOfContents.class);

        assertThat(bill.bytes()).isEqualTo(4096);
        PAGES.put("/old.zim.meta4", String.valueOf(before));
    }

    @Test
    void booksThatCannotBeHadAreAllNamedWithTheReason() {
        Problem problem = place("""
                {"id": "urn:uuid:gone"}, {"name": "wiki_bm"}, {"name": "wiki_bm", "flavour": "maxi", "edition": "2024-01"},
                {"id": "bare"}, {"name": "guide_fr"}""").expect(400).problem();

        assertThat(problem.details())
                .extracting(Problem.Detail::path)
                .containsExactlyInAnyOrder("config.books[0]", "config.books[1]", "config.books[2]", "config.books[3]");
        assertThat(message(problem, 0)).contains("urn:uuid:gone is not in the catalog as of", "a newer one");
        assertThat(message(problem, 1)).contains("several flavours: maxi, mini");
        assertThat(message(problem, 2)).contains("of 2024-01 is not in the catalog", "maxi 2026-01-17");
        assertThat(message(problem, 3)).contains("bare.zim.sha256 answered 404");
    }

    @Test
    void passwordsOfAConfigAreInNoListAndOnlyForWhoMaySeeThem() {
        String secretive = order("")
                .replace(
                        "\"books\": []",
                        "\"wifi\": {\"ssid\": \"Clinic\", \"password\": \"correct horse\"},"
                                + " \"admin\": {\"user\": \"admin\", \"password\": \"battery staple\"}");
        String id = api.call("POST", "/orders", manager, secretive)
                .as(OrderView.class)
                .id();
        String guard = api.account("guard", Role.OPERATOR);

        assertThat(api.call("GET", "/orders/" + id, manager, null).body()).contains("correct horse", "battery staple");
        for (String shown : List.of(
                api.call("GET", "/orders/" + id, guard, null).expect(200).body(),
                api.call("GET", "/orders/" + id + "/contents", manager, null)
                        .expect(200)
                        .body(),
                api.call("GET", "/orders", manager, null).expect(200).body(),
                api.call("GET", "/tasks", manager, null).expect(200).body())) {
            assertThat(shown).doesNotContain("correct horse", "battery staple");
        }
    }

    @Test
    void aSchedulerWithoutLibrarySaysSo(@TempDir Path other) {
        try (Api without = Api.start(other)) {
            assertThat(without.call("POST", "/orders", without.manager(), order("{\"id\": \"new\"}"))
                            .expect(400)
                            .problem()
                            .message())
                    .contains("config.books[0]", "no library is configured");
        }
    }

    @Test
    void aLibraryThatIsAwayIsNotTheCustomersFault(@TempDir Path other) {
        try (Api away = Api.start(other, Map.of("cardpress.library.urls", List.of(url("/away"))))) {
            assertThat(away.call("POST", "/orders", away.manager(), order("{\"id\": \"new\"}"))
                            .expect(503)
                            .problem()
                            .message())
                    .contains("/away does not answer and was never read");
        }
    }

    private static String message(Problem problem, int book) {
        return problem.details().stream()
                .filter(each -> each.path().equals("config.books[" + book + "]"))
                .findFirst()
                .orElseThrow()
                .message();
    }

    private static List<String> books(String query) {
        return api.call("GET", "/catalog/books" + query, manager, null).expect(200).page(Book.class).items().stream()
                .map(Book::id)
                .toList();
    }

    private static Api.Answer place(String books) {
        return api.call("POST", "/orders", manager, order(books));
    }

    private static String order(String books) {
        return "{\"kind\": \"link\", \"config\": {\"schema\": 1, \"name\": \"clinic\", \"base\":"
                + " {\"url\": \"https://example.org/base.img.xz\"}, \"books\": [" + books + "]}}";
    }

    private static void feed(String... entries) {
        PAGES.put(
                "/catalog/v2/entries",
                "<feed xmlns='http://www.w3.org/2005/Atom'><totalResults>" + entries.length + "</totalResults>"
                        + String.join("", entries) + "</feed>");
    }

    private static String entry(
            String id, String name, String flavour, String date, String language, String category, long size) {
        return """
                <entry><id>%s</id><title>Title of %s</title><name>%s</name><flavour>%s</flavour><language>%s</language>
                <category>%s</category><tags>%s</tags><issued xmlns='http://purl.org/dc/terms/'>%sT00:00:00Z</issued>
                <link rel='http://opds-spec.org/acquisition/open-access' type='application/x-zim' href='%s' length='%d'/>
                </entry>""".formatted(
                        id,
                        name,
                        name,
                        flavour,
                        language,
                        category,
                        language.equals("bam") ? "Bambara" : "",
                        date,
                        url("/" + id + (id.equals("bare") ? ".zim" : ".zim.meta4")),
                        size);
    }

    private static String metalink(long size) {
        return """
                <metalink xmlns="urn:ietf:params:xml:ns:metalink"><file name="x.zim"><size>%d</size>
                <hash type="sha-256">%s</hash></file></metalink>""".formatted(size, HASH);
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + library.getAddress().getPort() + path;
    }

    private static void serve(HttpExchange exchange) throws IOException {
        String page = PAGES.get(exchange.getRequestURI().getPath());
        byte[] body = String.valueOf(page).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(page == null ? 404 : 200, page == null ? -1 : body.length);
        if (page != null) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
