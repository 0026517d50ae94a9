package org.cardpress.creator.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.Checksum;
import org.cardpress.protocol.runtime.CancelSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was fetched once is not fetched again, and what the disk has changed is not used. */
class ContentCacheTest {
    @TempDir
    Path directory;

    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final AtomicLong sent = new AtomicLong();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private volatile long stallAfter = Long.MAX_VALUE;
    private int builds;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stopServer() {
        goOn.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aSecondBuildMovesNoByteAndAChangedFileAloneIsFetched() throws IOException {
        Checksum sum = content("/a", 300_000);
        content("/b", 200_000);
        List<Source> sources = List.of(new Source(url("/a"), null, sum), new Source(url("/b"), null, null));

        fetch(sources);
        assertThat(sent).hasValue(500_000);
        requests.clear();
        fetch(sources);
        assertThat(sent).hasValue(500_000);
        assertThat(requests).containsExactly("HEAD /b");

        content("/b", 200_001);
        assertThat(fetch(sources).get(1)).hasBinaryContent(contents.get("/b"));
        assertThat(sent).hasValue(700_001);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFetchThatWasKilledGoesOnWhereItWas(boolean withChecksum) throws Exception {
        Checksum sum = content("/big", 4_000_000);
        stallAfter = 1_500_000;
        Path cache = directory.resolve("cache");
        Process process =
                FetchingProcess.start(url("/big"), withChecksum ? sum.toString() : "-", cache, directory, 16L << 20);
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> partSize(cache) >= 1_000_000);
        } finally {
            process.destroyForcibly().waitFor();
        }
        long kept = partSize(cache);
        stallAfter = Long.MAX_VALUE;
        sent.set(0);

        Path file = fetch(List.of(new Source(url("/big"), null, withChecksum ? sum : null)))
                .get(0);

        assertThat(file).hasBinaryContent(contents.get("/big"));
        assertThat(sent).hasValue(4_000_000 - kept);
    }

    @Test
    void aFileThatTheDiskChangedIsFetchedAgain() throws IOException {
        Checksum sum = content("/a", 300_000);
        Source source = new Source(url("/a"), null, sum);
        Files.delete(fetch(List.of(source)).get(0));
        Path kept = directory.resolve("cache").resolve(sum.toString().replace(':', '-'));
        byte[] damaged = Objects.requireNonNull(contents.get("/a")).clone();
        damaged[7] ^= 1;
        FileTime time = Files.getLastModifiedTime(kept);
        Files.write(kept, damaged);
        Files.setLastModifiedTime(kept, time);

        Fetcher distrustful = FetchingProcess.fetcher(
                directory.resolve("cache"),
                new CachePolicy(1 << 30, Duration.ofDays(9), 1, Duration.ZERO),
                Clock.systemUTC());

        assertThat(distrustful.fetch(source, directory, "again", watch())).hasBinaryContent(contents.get("/a"));
        assertThat(sent).hasValue(600_000);
    }

    @Test
    void theNextMirrorHelpsWhereOneIsGoneAndWhereOneLies() throws IOException {
        Checksum sum = content("/good", 100_000);
        content("/lie", 100_001);

        Path file = fetch(List.of(new Source(url("/gone"), null, sum, List.of(url("/lie"), url("/good")))))
                .get(0);

        assertThat(file).hasBinaryContent(contents.get("/good"));
    }

    @Test
    void whatIsPinnedStaysAndWhatIsOldGoes() throws IOException {
        CachePolicy policy = new CachePolicy(1 << 30, Duration.ofDays(30), 1, Duration.ofDays(1));
        ContentCache cache = new ContentCache(directory.resolve("cache"), policy, Clock.systemUTC());
        for (String key : List.of("old", "pinned", "new")) {
            cache.get(key, part -> Files.write(part, new byte[10]), directory.resolve(key), watch());
        }
        Path kept = directory.resolve("cache");
        Files.createFile(kept.resolve("pinned.pin"));
        FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(31)));
        for (String each : List.of("old", "old.stamp", "pinned", "pinned.stamp", "pinned.pin")) {
            Files.setLastModifiedTime(kept.resolve(each), longAgo);
        }

        cache.trim();

        assertThat(kept.resolve("old")).doesNotExist();
        assertThat(kept.resolve("old.stamp")).doesNotExist();
        assertThat(kept.resolve("pinned")).exists();
        assertThat(kept.resolve("new")).exists();
    }

    @Test
    void ofABookTheNewestEditionsStayAndOtherFilesAreLeftAlone() throws IOException {
        Path cache = directory.resolve("cache");
        List<String> names = List.of(
                "/a/wiki_fr_2026-01.zim",
                "/b/wiki_fr_2025-11.zim",
                "/wiki_fr_2026-03.zim",
                "/wiki_de_2024-01.zim",
                "/notes");
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            sources.add(new Source(url(names.get(i)), null, content(names.get(i), 100 + i)));
        }
        fetch(sources);

        new ContentCache(cache, CachePolicy.of(1 << 20), Clock.systemUTC()).trim();

        for (int i = 0; i < names.size(); i++) {
            Path kept = cache.resolve(String.valueOf(sources.get(i).checksum()).replace(':', '-'));
            assertThat(Files.exists(kept)).as(names.get(i)).isEqualTo(i != 1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "[::1]",
                "10.1.2.3",
                "192.168.0.1",
                "172.31.0.9",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "[fd00::1]",
                "[fe80::1]",
                "[::ffff:10.0.0.1]",
                "[64:ff9b::a00:1]",
                "[2002:a00:1::]"
            })
    void aPrivateAddressIsRefusedUnlessItsHostIsAllowed(String host) throws IOException {
        URI uri = URI.create("http://" + host + "/x");

        CreateFailure failure = catchThrowableOfType(
                CreateFailure.class, () -> Reach.allowing(List.of()).check(uri));

        assertThat(failure.error().code()).isEqualTo("content.not_allowed");
        Reach.allowing(List.of(host)).check(uri);
    }

    @Test
    void aRedirectIntoThePrivateNetworkIsRefused() throws IOException {
        contents.put("/away", new byte[0]);

        CreateFailure failure = catchThrowableOfType(
                CreateFailure.class, () -> fetch(List.of(new Source(url("/redirect"), null, null))));

        assertThat(failure).hasMessageContaining("10.0.0.1").hasMessageContaining("creator.private-hosts");
    }

    private List<Path> fetch(List<Source> sources) throws IOException {
        Fetcher fetcher =
                FetchingProcess.fetcher(directory.resolve("cache"), CachePolicy.of(1 << 30), Clock.systemUTC());
        Path workspace = Files.createDirectory(directory.resolve("build" + builds++));
        List<Path> files = new ArrayList<>();
        for (Source each : sources) {
            files.add(fetcher.fetch(each, workspace, Integer.toString(files.size()), watch()));
        }
        return files;
    }

    private static CreateListener watch() {
        return CreateListener.silent(new CancelSignal());
    }

    private static long partSize(Path cache) throws IOException {
        if (!Files.isDirectory(cache)) {
            return 0;
        }
        try (var files = Files.list(cache)) {
            Path part = files.filter(each -> each.toString().endsWith(".part"))
                    .findFirst()
                    .orElse(null);
            return part == null ? 0 : Files.size(part);
        }
    }

    private Checksum content(String path, int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        contents.put(path, bytes);
        return Checksum.parse("sha256:" + Digests.sha256(bytes));
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        byte[] all = contents.get(path);
        if (path.equals("/redirect")) {
            exchange.getResponseHeaders().add("Location", "http://10.0.0.1/x");
        }
        if (all == null) {
            exchange.sendResponseHeaders(path.equals("/redirect") ? 302 : 404, -1);
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().add("ETag", "\"" + all.length + "\"");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().add("Content-Length", Integer.toString(all.length));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (from > 0) {
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (all.length - 1) + "/" + all.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, all.length - from);
        byte[] part = Arrays.copyOfRange(all, from, (int) Math.min(all.length, stallAfter));
        exchange.getResponseBody().write(part);
        sent.addAndGet(part.length);
        if (from + part.length < all.length) {
            exchange.getResponseBody().flush();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.close();
    }
}
