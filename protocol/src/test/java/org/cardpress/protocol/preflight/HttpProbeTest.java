package org.cardpress.protocol.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cardpress.protocol.image.MbrEntry;
import org.cardpress.protocol.net.AllowedHosts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Servers are asked for sizes, whatever they understand of HTTP, and never for the file. */
class HttpProbeTest {
    private final Map<String, Handler> handlers = new HashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            Objects.requireNonNull(handlers.get(exchange.getRequestURI().getPath()))
                    .handle(exchange);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void aHeadTellsTheSize() throws Exception {
        handlers.put("/f", exchange -> told(exchange, 200, Map.of("Content-Length", "20000000000")));

        assertThat(ask("/f")).isEqualTo(new Answer.There(20_000_000_000L));
        assertThat(asked).containsExactly("HEAD /f");
    }

    @Test
    void aServerThatDoesNotAnswerHeadIsAskedForTheFirstByte() throws Exception {
        handlers.put("/f", exchange -> {
            boolean range = "bytes=0-0".equals(exchange.getRequestHeaders().getFirst("Range"));
            if (range) {
                exchange.getResponseHeaders().add("Content-Range", "bytes 0-0/12345");
                exchange.sendResponseHeaders(206, 1);
                exchange.getResponseBody().write(1);
            } else {
                told(exchange, 405, Map.of());
            }
        });

        assertThat(ask("/f")).isEqualTo(new Answer.There(12_345L));
    }

    @Test
    void aServerThatTakesNoRangeIsCutOffAfterItsFirstByte() throws Exception {
        handlers.put("/f", exchange -> {
            if (exchange.getRequestMethod().equals("HEAD")) {
                told(exchange, 501, Map.of());
            } else {
                exchange.sendResponseHeaders(200, 1L << 40);
                exchange.getResponseBody().write(new byte[100]);
                exchange.getResponseBody().flush();
                await();
            }
        });

        assertThat(ask("/f")).isEqualTo(new Answer.There(1L << 40));
    }

    @Test
    void redirectsAreFollowedToWhereThisMachineMayGo() throws Exception {
        handlers.put("/f", exchange -> told(exchange, 302, Map.of("Location", "/g")));
        handlers.put("/g", exchange -> told(exchange, 200, Map.of("Content-Length", "7")));
        handlers.put("/in", exchange -> told(exchange, 302, Map.of("Location", "http://10.1.2.3/x")));
        handlers.put("/file", exchange -> told(exchange, 302, Map.of("Location", "file:///etc/passwd")));
        handlers.put("/round", exchange -> told(exchange, 302, Map.of("Location", "/round")));

        assertThat(ask("/f")).isEqualTo(new Answer.There(7L));
        assertMissing(
                ask("/in"), Answer.Missing.NOT_ALLOWED, "/in redirects to 10.1.2.3, which has the address 10.1.2.3");
        assertMissing(ask("/file"), Answer.Missing.REFUSED, "/file redirects to file:///etc/passwd");
        assertMissing(ask("/round"), Answer.Missing.REFUSED, "/round redirects more than 5 times");
    }

    @Test
    void aPrivateAddressIsNotAskedAtAll() throws Exception {
        HttpProbe careful = new HttpProbe(AllowedHosts.of(List.of(), "scheduler.private-hosts"), HttpProbe.PATIENCE);

        Answer answer = careful.ask(uri("/f"), false);

        assertMissing(answer, Answer.Missing.NOT_ALLOWED, "has the address 127.0.0.1");
        assertThat(((Answer.Missing) answer).expected()).contains("scheduler.private-hosts");
        assertThat(asked).isEmpty();
    }

    @Test
    void eachWayOfNotBeingThereHasItsWord() throws Exception {
        handlers.put("/gone", exchange -> told(exchange, 404, Map.of()));
        handlers.put("/closed", exchange -> told(exchange, 403, Map.of()));
        handlers.put("/busy", exchange -> told(exchange, 503, Map.of()));
        int free;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = nobody.getLocalPort();
        }

        assertMissing(ask("/gone"), Answer.Missing.GONE, "/gone answered 404");
        assertMissing(ask("/closed"), Answer.Missing.REFUSED, "/closed answered 403");
        assertMissing(ask("/busy"), Answer.Missing.UNREACHABLE, "/busy answered 503");
        assertMissing(
                probe(HttpProbe.PATIENCE).ask(URI.create("http://127.0.0.1:" + free + "/x"), false),
                Answer.Missing.UNREACHABLE,
                "gives no answer");
        AllowedHosts nameless = new AllowedHosts(
                List.of(),
                host -> {
                    throw new java.net.UnknownHostException(host);
                },
                "x");
        assertMissing(
                new HttpProbe(nameless, HttpProbe.PATIENCE).ask(URI.create("http://nowhere.example/x"), false),
                Answer.Missing.UNKNOWN_HOST,
                "the host of http://nowhere.example/x is not known");
    }

    @Test
    void aSilentServerIsGivenUp() throws Exception {
        handlers.put("/f", exchange -> await());

        assertMissing(
                probe(Duration.ofMillis(200)).ask(uri("/f"), false), Answer.Missing.UNREACHABLE, "gives no answer");
    }

    @Test
    void theFirstBytesOfABaseImageTellItsPartitionsHoweverItIsPacked() throws Exception {
        byte[] image = baseImage();
        Map<String, byte[]> packed = Map.of(
                "/base.img",
                image,
                "/base.img.xz",
                xz(image),
                "/base.img.zst",
                Zstd.compress(image),
                "/base.zip",
                zip(image));
        packed.forEach((path, bytes) -> handlers.put(path, exchange -> {
            int count = Math.min(bytes.length, BaseHead.BYTES);
            exchange.getResponseHeaders().add("Content-Range", "bytes 0-" + (count - 1) + "/" + bytes.length);
            exchange.sendResponseHeaders(206, count);
            exchange.getResponseBody().write(bytes, 0, count);
        }));

        for (String path : packed.keySet()) {
            assertThat(probe(HttpProbe.PATIENCE).ask(uri(path), true))
                    .as(path)
                    .isEqualTo(new Answer.There(
                            (long) packed.get(path).length,
                            false,
                            List.of(new MbrEntry(1, 0x0c, 1 << 20, 2 << 20), new MbrEntry(2, 0x83, 3 << 20, 5 << 20))));
        }
    }

    @Test
    void bytesThatAreNoImageTellNothingAndHarmNothing() {
        byte[] noise = new byte[BaseHead.BYTES];
        new java.util.Random(1).nextBytes(noise);

        assertThat(BaseHead.table("x.img", noise)).isEmpty();
        assertThat(BaseHead.table("x.img.xz", noise)).isNull();
        assertThat(BaseHead.table("x.img.zst", noise)).isNull();
        assertThat(BaseHead.table("x.zip", noise)).isNull();
        assertThat(BaseHead.table("x.img", Arrays.copyOf(noise, 10))).isEmpty();
    }

    private static byte[] baseImage() {
        byte[] image = new byte[1 << 20];
        new java.util.Random(2).nextBytes(image);
        ByteBuffer table = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.fill(image, 446, 510, (byte) 0);
        table.put(446 + 4, (byte) 0x0c).putInt(446 + 8, 2048).putInt(446 + 12, 4096);
        table.put(462 + 4, (byte) 0x83).putInt(462 + 8, 6144).putInt(462 + 12, 10240);
        table.putShort(510, (short) 0xaa55);
        return image;
    }

    private static byte[] xz(byte[] image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (XZOutputStream xz = new XZOutputStream(out, new LZMA2Options(6))) {
            xz.write(image);
        }
        return out.toByteArray();
    }

    private static byte[] zip(byte[] image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("readme.txt"));
            zip.write(1);
            zip.putNextEntry(new ZipEntry("base.img"));
            zip.write(image);
        }
        return out.toByteArray();
    }

    private static void assertMissing(Answer answer, String code, String came) {
        assertThat(answer).isInstanceOfSatisfying(Answer.Missing.class, missing -> {
            assertThat(missing.code()).isEqualTo(code);
            assertThat(missing.came()).contains(came);
            assertThat(missing.expected()).isNotBlank();
        });
    }

    private void await() {
        try {
            over.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void told(HttpExchange exchange, int code, Map<String, String> headers) throws IOException {
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(code, -1);
    }

    private Answer ask(String path) throws InterruptedException {
        return probe(HttpProbe.PATIENCE).ask(uri(path), false);
    }

    private static HttpProbe probe(Duration patience) {
        return new HttpProbe(AllowedHosts.of(List.of("127.0.0.1"), "x"), patience);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @FunctionalInterface
    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }
}
