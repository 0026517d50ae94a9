package org.cardpress.warehouse.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;
import org.cardpress.protocol.image.LinkTarget;
import org.cardpress.warehouse.Rights;
import org.cardpress.warehouse.ftp.FtpBench;
import org.cardpress.warehouse.store.Root;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The public fetches one file by its unguessable address, whole or in parts, and learns nothing else. */
class PublicLinkTest {
    private static final String SECRET = "s3cretS3cretS3cretS3cret";
    private static final String NAME = "hot spot é.img.zst";
    private static final String URL_NAME = "hot%20spot%20%C3%A9.img.zst";
    private static final byte[] IMAGE = FtpBench.bytes(3_000_000);
    private static final String ETAG = "\"" + FtpBench.sha256(IMAGE) + "\"";

    @TempDir
    private Path directory;

    private volatile LinkLookup.Answer answer = new LinkLookup.Answer.Unknown();
    private HttpFront front;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void start() throws IOException {
        Path file = directory.resolve("images/" + Rights.ORDER + "/hotspot.img.zst");
        Files.createDirectories(file.getParent());
        Files.write(file, IMAGE);
        Files.createDirectories(directory.resolve(".incoming"));
        answer = new LinkLookup.Answer.Found(target(IMAGE.length));
        front = start(HttpConfig.local());
    }

    private HttpFront start(HttpConfig config) throws IOException {
        HttpConfig forgetful = config.withLimits(
                config.maxConnections(), config.maxConnectionsPerAddress(), config.idle(), Duration.ZERO);
        return HttpFront.start(forgetful, this::find, Root.open(directory));
    }

    private LinkLookup.Answer find(String order, String secret) {
        boolean known = order.equals(Rights.ORDER) && secret.equals(SECRET);
        return known || answer instanceof LinkLookup.Answer.Away ? answer : new LinkLookup.Answer.Unknown();
    }

    private static LinkTarget target(long size) {
        return new LinkTarget(
                "/images/" + Rights.ORDER + "/hotspot.img.zst",
                NAME,
                size,
                FtpBench.sha256(IMAGE),
                Instant.parse("2030-01-01T00:00:00Z"));
    }

    @AfterEach
    void stop() {
        front.close();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + front.port() + path);
    }

    private static String link() {
        return "/links/" + Rights.ORDER + "/" + SECRET + "/" + URL_NAME;
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return ask("GET", path, headers);
    }

    private HttpResponse<byte[]> ask(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .timeout(Duration.ofSeconds(20));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @Test
    void theWholeFileComesWithItsNameAndHash() throws Exception {
        HttpResponse<byte[]> response = get(link());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(IMAGE);
        assertThat(header(response, "ETag")).isEqualTo(ETAG);
        assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(response, "Last-Modified")).endsWith("GMT");
        assertThat(header(response, "Content-Disposition"))
                .isEqualTo("attachment; filename=\"hot spot _.img.zst\";"
                        + " filename*=UTF-8''hot%20spot%20%C3%A9.img.zst");
    }

    @Test
    void headTellsTheSizeAndSendsNothing() throws Exception {
        HttpResponse<byte[]> response = ask("HEAD", link());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Length")).isEqualTo("3000000");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aPartComesAlone() throws Exception {
        HttpResponse<byte[]> response = get(link(), "Range", "bytes=1000-1999");

        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes 1000-1999/3000000");
        assertThat(response.body()).isEqualTo(Arrays.copyOfRange(IMAGE, 1000, 2000));
    }

    @Test
    void aPartBeyondTheEndIsRefusedWithTheSize() throws Exception {
        HttpResponse<byte[]> response = get(link(), "Range", "bytes=3000000-");

        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes */3000000");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aPartOfAnotherFileIsAnsweredWithAllOfThisOne() throws Exception {
        assertThat(get(link(), "Range", "bytes=0-9", "If-Range", ETAG).statusCode())
                .isEqualTo(206);
        assertThat(get(link(), "Range", "bytes=0-9", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
        String modified = header(ask("HEAD", link()), "Last-Modified");
        assertThat(get(link(), "Range", "bytes=0-9", "If-Range", modified).statusCode())
                .isEqualTo(206);
        assertThat(get(link(), "Range", "bytes=0-9", "If-Range", "Sat, 01 Jan 2000 00:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aFileTheClientHasIsNotSentAgain() throws Exception {
        assertThat(get(link(), "If-None-Match", ETAG).statusCode()).isEqualTo(304);
        assertThat(get(link(), "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void anExpiredLinkIsGone() throws Exception {
        answer = new LinkLookup.Answer.Expired();

        assertThat(get(link()).statusCode()).isEqualTo(410);
    }

    @Test
    void whatIsNotThereLooksAlikeWhateverTheCause() throws Exception {
        List<HttpResponse<byte[]>> answers = new ArrayList<>();
        answers.add(get("/links/" + Rights.OTHER_ORDER + "/" + SECRET + "/" + URL_NAME));
        answers.add(get("/links/" + Rights.ORDER + "/wrongWrongWrongWrong/" + URL_NAME));
        answers.add(get("/links/" + Rights.ORDER + "/" + SECRET + "/other.img.zst"));
        answers.add(get("/links/short/x/y"));
        answers.add(get("/"));

        assertThat(answers).allSatisfy(response -> {
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).isEqualTo("not found\n".getBytes(StandardCharsets.UTF_8));
            assertThat(response.headers().map().keySet())
                    .isEqualTo(answers.get(0).headers().map().keySet());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/links/../.incoming",
                "/links/" + Rights.ORDER + "/" + SECRET + "/..",
                "/links/" + Rights.ORDER + "/" + SECRET + "/..%2f..%2f.lock",
                "/links/" + Rights.ORDER + "/" + SECRET + "/%00",
                "/links/" + Rights.ORDER + "/" + SECRET + "/a/b",
                "/images/" + Rights.ORDER + "/hotspot.img.zst"
            })
    void noAddressLeadsAnywhereElse(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void anAbsentSchedulerMeansLater() throws Exception {
        answer = new LinkLookup.Answer.Away("refused");

        HttpResponse<byte[]> response = get(link());

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(header(response, "Retry-After")).isNotEmpty();
    }

    @Test
    void aFileOfAnotherSizeIsNotSent() throws Exception {
        answer = new LinkLookup.Answer.Found(target(IMAGE.length + 1));

        assertThat(get(link()).statusCode()).isEqualTo(503);
    }

    @Test
    void aLinkOutOfTheRootIsNotSent() throws Exception {
        Path file = directory.resolve("images/" + Rights.ORDER + "/hotspot.img.zst");
        Path outside = Files.move(file, directory.resolveSibling(directory.getFileName() + "-outside.img"));
        try {
            Files.createSymbolicLink(file, outside);

            assertThat(get(link()).statusCode()).isEqualTo(503);
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void onlyReadingIsPossible() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE", "OPTIONS")) {
            HttpResponse<byte[]> response = ask(method, link());
            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(header(response, "Allow")).isEqualTo("GET, HEAD");
        }
    }

    @Test
    void healthIsTold() throws Exception {
        HttpResponse<byte[]> response = get("/health");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new String(response.body(), StandardCharsets.UTF_8)).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void manyReadersThatStandStillDoNotStopTheNextOne() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                slow.add(beginAndStandStill());
            }
            assertThat(get(link()).body()).isEqualTo(IMAGE);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void oneConnectionTooManyOfAnAddressIsClosed() throws Exception {
        front.close();
        front = start(HttpConfig.local().withLimits(10, 2, Duration.ofSeconds(20), Duration.ZERO));
        try (Socket one = beginAndStandStill();
                Socket two = beginAndStandStill();
                Socket three = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            three.setSoTimeout(10_000);
            assertThat(three.getInputStream().read()).isEqualTo(-1);
            assertThat(one.isConnected() && two.isConnected()).isTrue();
        }
        Awaitility.await()
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(get("/health").statusCode()).isEqualTo(200));
    }

    @Test
    void aReaderThatStandsStillForTooLongIsCut() throws Exception {
        front.close();
        front = start(HttpConfig.local().withLimits(10, 10, Duration.ofMillis(300), Duration.ZERO));
        try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            idle.setSoTimeout(10_000);
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void requestsOnOneConnectionAreAnsweredInTurn() throws Exception {
        String request = "GET " + link() + " HTTP/1.1\r\nHost: w\r\nRange: bytes=N-N\r\n\r\n";
        String close = "GET /health HTTP/1.1\r\nHost: w\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), front.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write((request.replace("N", "0") + request.replace("N", "1") + close)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(all).containsSubsequence("206", "bytes 0-0/", "206", "bytes 1-1/", "200", "UP");
        }
    }

    private Socket beginAndStandStill() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), front.port()));
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET " + link() + " HTTP/1.1\r\nHost: w\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        assertThat(in.read()).isEqualTo('H');
        return socket;
    }
}
