package org.cardpress.creator.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.Checksum;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskStopped;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mirrors break off, lie and stall; what comes back is the right file or a clear error. */
class MirrorTest {
    private static final byte[] CONTENT = new byte[3_000_000];

    @TempDir
    Path directory;

    private final CancelSignal cancel = new CancelSignal();
    private final Queue<String> ranges = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    static {
        new Random(5).nextBytes(CONTENT);
    }

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void aBrokenTransferGoesOnWhereItStopped() throws IOException {
        serve((exchange, call) -> answer(exchange, CONTENT, call < 3 ? 900_000 : Integer.MAX_VALUE));

        assertThat(fetch(sha256())).hasBinaryContent(CONTENT);
        assertThat(ranges.stream().filter(each -> !each.equals("null"))).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void aServerWithoutRangesIsReadFromTheStart() throws IOException {
        serve((exchange, call) -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, call < 2 ? 900_000 : CONTENT.length);
            exchange.close();
        });

        assertThat(fetch(sha256())).hasBinaryContent(CONTENT);
    }

    @Test
    void aLyingMirrorIsDetectedAndNothingIsKept() throws IOException {
        byte[] lie = CONTENT.clone();
        lie[1_234_567] ^= 1;
        serve((exchange, call) -> answer(exchange, lie, Integer.MAX_VALUE));

        CreateFailure failure = failure(sha256());

        assertThat(failure.error().code()).isEqualTo("content.checksum");
        assertThat(failure).hasMessageContaining(sha256().toString());
        try (var left = Files.list(directory.resolve("cache"))) {
            assertThat(left.filter(each -> !each.endsWith("locks"))).isEmpty();
        }
    }

    @Test
    void aBusyServerIsAskedAgain() throws IOException {
        serve((exchange, call) -> {
            if (call < 3) {
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
            } else {
                answer(exchange, CONTENT, Integer.MAX_VALUE);
            }
        });

        assertThat(fetch(null)).hasBinaryContent(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 410})
    void aRefusalIsFinal(int code) throws IOException {
        AtomicInteger calls = new AtomicInteger();
        serve((exchange, call) -> {
            calls.incrementAndGet();
            exchange.sendResponseHeaders(code, -1);
            exchange.close();
        });

        CreateFailure failure = failure(null);

        assertThat(failure.error().code()).isEqualTo("content.unreachable");
        assertThat(failure.error().retryable()).isFalse();
        assertThat(failure).hasMessageContaining("answered " + code);
        assertThat(calls).hasValue(1);
    }

    @Test
    void anUnreachableServerIsNamed() {
        server.stop(0);

        CreateFailure failure = failure(null);

        assertThat(failure.error().code()).isEqualTo("content.unreachable");
        assertThat(failure.error().retryable()).isTrue();
        assertThat(failure).hasMessageContaining(url().toString());
    }

    @Test
    void moreThanTheDeclaredSizeIsRefused() throws IOException {
        serve((exchange, call) -> answer(exchange, CONTENT, Integer.MAX_VALUE));

        CreateFailure failure = catchThrowableOfType(CreateFailure.class, () -> fetcher(Duration.ofSeconds(5))
                .fetch(new Source(url(), 1000L, null), directory, "f", watch()));

        assertThat(failure.error().code()).isEqualTo("content.size");
        assertThat(failure).hasMessageContaining("3000000").hasMessageContaining("1000");
    }

    @Test
    void aRedirectToAFileIsRefused() throws IOException {
        serve((exchange, call) -> {
            exchange.getResponseHeaders().add("Location", "file:///etc/passwd");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        assertThat(failure(null)).hasMessageContaining("redirects to file:");
    }

    @Test
    void aFileWithAChecksumIsFetchedOnce() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        serve((exchange, call) -> {
            calls.incrementAndGet();
            answer(exchange, CONTENT, Integer.MAX_VALUE);
        });

        fetch(sha256());
        Files.delete(directory.resolve("f"));

        assertThat(fetch(sha256())).hasBinaryContent(CONTENT);
        assertThat(calls).hasValue(1);
    }

    @Test
    @Timeout(600)
    void aServerThatNeverAnswersEndsWhenTheTaskIsStopped() throws IOException {
        serve((exchange, call) -> cancel.raise(CancelSignal.Reason.CANCEL));

        assertThat(catchThrowableOfType(TaskStopped.class, () -> fetcher(Duration.ofMinutes(5))
                        .fetch(new Source(url(), null, null), directory, "f", watch())))
                .isNotNull();
    }

    @Test
    void aServerThatFallsSilentCountsAsBroken() throws IOException {
        serve((exchange, call) -> {
            if (call == 1) {
                exchange.sendResponseHeaders(200, CONTENT.length);
                exchange.getResponseBody().write(CONTENT, 0, 900_000);
                exchange.getResponseBody().flush();
            } else {
                answer(exchange, CONTENT, Integer.MAX_VALUE);
            }
        });

        Path file = fetcher(Duration.ofSeconds(3)).fetch(new Source(url(), null, sha256()), directory, "f", watch());

        assertThat(file).hasBinaryContent(CONTENT);
    }

    @Test
    @Timeout(600)
    void aStalledTransferEndsWhenTheTaskIsStopped() throws IOException {
        serve((exchange, call) -> {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT, 0, 1000);
            exchange.getResponseBody().flush();
            cancel.raise(CancelSignal.Reason.CANCEL);
        });

        assertThat(catchThrowableOfType(TaskStopped.class, () -> fetcher(Duration.ofMinutes(5))
                        .fetch(new Source(url(), null, null), directory, "f", watch())))
                .isNotNull();
    }

    @Test
    void theLeastRecentlyUsedLeavesAFullCache() throws IOException {
        ContentCache cache = new ContentCache(directory.resolve("small"), CachePolicy.of(300), Clock.systemUTC());
        for (String key : List.of("one", "two")) {
            cache.get(key, part -> Files.write(part, new byte[100]), directory.resolve(key), watch());
        }

        cache.trim();

        assertThat(directory.resolve("small/one")).doesNotExist();
        assertThat(directory.resolve("small/two")).exists();
        assertThat(directory.resolve("one")).as("held by its build").hasSize(100);
    }

    private void serve(Answer answer) {
        AtomicInteger calls = new AtomicInteger();
        server.createContext("/file", exchange -> {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(405, -1);
                exchange.close();
                return;
            }
            ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
            answer.give(exchange, calls.incrementAndGet());
        });
    }

    /** Sends the bytes from the asked one on, and hangs up after so many. */
    private static void answer(HttpExchange exchange, byte[] content, int most) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        exchange.getResponseHeaders().add("ETag", "\"1\"");
        if (from > 0) {
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
        byte[] part = Arrays.copyOfRange(content, from, (int) Math.min(content.length, (long) from + most));
        exchange.getResponseBody().write(part);
        exchange.close();
    }

    private Path fetch(@Nullable Checksum checksum) throws IOException {
        return fetcher(Duration.ofSeconds(5)).fetch(new Source(url(), null, checksum), directory, "f", watch());
    }

    private CreateFailure failure(@Nullable Checksum checksum) {
        return catchThrowableOfType(CreateFailure.class, () -> fetch(checksum));
    }

    private Fetcher fetcher(Duration silence) {
        ContentCache cache = new ContentCache(directory.resolve("cache"), CachePolicy.of(1 << 30), Clock.systemUTC());
        return new Fetcher(
                new LocalFiles(List.of()),
                cache,
                new Retries(4, Duration.ofMillis(2), silence),
                DiskSpace.real(),
                Reach.allowing(List.of("127.0.0.1")));
    }

    private CreateListener watch() {
        return CreateListener.silent(cancel);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/file");
    }

    private static Checksum sha256() {
        return Checksum.parse("sha256:" + Digests.sha256(CONTENT));
    }

    private interface Answer {
        void give(HttpExchange exchange, int call) throws IOException;
    }
}
