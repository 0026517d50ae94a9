package org.cardpress.creator.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.cardpress.creator.Workbench;
import org.cardpress.creator.fetch.CachePolicy;
import org.cardpress.creator.fetch.ContentCache;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.fetch.Reach;
import org.cardpress.creator.fetch.Retries;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskStopped;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A registry with a token server, as the large public ones are, whose connections break. */
class BearerRegistryTest {
    private static final byte[] LAYER = new byte[600_000];
    private static final byte[] CONFIG =
            "{\"os\":\"linux\",\"architecture\":\"arm64\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}"
                    .getBytes(StandardCharsets.UTF_8);

    static {
        new Random(3).nextBytes(LAYER);
    }

    @TempDir
    Path directory;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private HttpServer server;
    private String host;
    private long layerSize = LAYER.length;
    private boolean breaking;
    private boolean stalling;
    private Duration silence = Duration.ofSeconds(5);
    private List<String> allowed = List.of("127.0.0.1");
    private String tokenServer;
    private final CancelSignal cancel = new CancelSignal();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host = "127.0.0.1:" + server.getAddress().getPort();
        tokenServer = "http://" + host + "/token";
        server.createContext("/token", this::token);
        server.createContext("/v2/", this::serve);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aTokenIsFetchedWithTheLoginAndUsed() throws IOException {
        Path archive = pull("good");

        assertThat(Workbench.run("tar", "-tf", archive).lines())
                .containsExactly("manifest.json", Digests.sha256(CONFIG) + ".json", Digests.sha256(LAYER) + ".tar");
        assertThat(asked)
                .filteredOn(line -> line.startsWith("/token"))
                .containsExactly("/token?scope=repository%3Aapp%3Apull&service=cards");
    }

    @Test
    void aLoginThatTheTokenServerRefusesIsSaid() {
        CreateFailure failure = catchThrowableOfType(CreateFailure.class, () -> pull("bad"));

        assertThat(failure.error().code()).isEqualTo("oci.auth");
        assertThat(failure).hasMessageContaining("token server").hasMessageContaining("login of reader");
    }

    @Test
    void aBrokenConnectionIsTakenUpWhereItEnded() throws IOException {
        breaking = true;

        Path archive = pull("good");

        Workbench.run("tar", "-xf", archive, "-C", directory, Digests.sha256(LAYER) + ".tar");
        assertThat(directory.resolve(Digests.sha256(LAYER) + ".tar")).hasBinaryContent(LAYER);
        assertThat(asked).anyMatch(line -> line.contains("/blobs/") && line.endsWith("bytes=200000-"));
    }

    @Test
    void moreBytesThanTheManifestTellsAreNotTaken() {
        layerSize = LAYER.length - 1;

        CreateFailure failure = catchThrowableOfType(CreateFailure.class, () -> pull("good"));

        assertThat(failure.error().code()).isEqualTo("oci.size");
        assertThat(directory.resolve("own")).doesNotExist();
    }

    @Test
    void aRegistryInThePrivateNetworkIsNotAskedUnlessItIsAllowed() {
        allowed = List.of();

        CreateFailure failure = catchThrowableOfType(CreateFailure.class, () -> pull("good"));

        assertThat(failure.error().code()).isEqualTo("content.not_allowed");
        assertThat(failure).hasMessageContaining("127.0.0.1").hasMessageContaining("creator.private-hosts");
        assertThat(asked).isEmpty();
    }

    @Test
    void aTokenServerInThePrivateNetworkIsNotAsked() {
        tokenServer = "http://127.0.0.2:1/token";

        CreateFailure failure = catchThrowableOfType(CreateFailure.class, () -> pull("good"));

        assertThat(failure.error().code()).isEqualTo("content.not_allowed");
        assertThat(failure).hasMessageContaining("127.0.0.2");
    }

    @Test
    @Timeout(600)
    void aStalledLayerEndsWhenTheTaskIsStopped() {
        stalling = true;
        silence = Duration.ofMinutes(5);

        assertThat(catchThrowableOfType(TaskStopped.class, () -> pull("good"))).isNotNull();
    }

    private Path pull(String password) throws IOException {
        ImagePuller puller = new ImagePuller(
                registry -> Optional.of(new RegistryLogins.Login("reader", password)),
                new ContentCache(directory.resolve("cache"), CachePolicy.of(1L << 30), Clock.systemUTC()),
                new Retries(3, Duration.ofMillis(5), silence),
                DiskSpace.real(),
                Reach.allowing(allowed));
        OciImage image = new OciImage(host + "/app:1", null, null, null, null);
        return puller.archive(image, directory.resolve("own"), CreateListener.silent(cancel));
    }

    private void token(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI().toString());
        String login = exchange.getRequestHeaders().getFirst("Authorization");
        boolean good = new RegistryLogins.Login("reader", "good").basic().equals(login);
        answer(exchange, good ? 200 : 401, "{\"token\":\"open-sesame\"}".getBytes(StandardCharsets.UTF_8));
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(path + " " + range);
        if (!"Bearer open-sesame".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            exchange.getResponseHeaders()
                    .add(
                            "WWW-Authenticate",
                            "Bearer realm=\"" + tokenServer + "\",service=\"cards\",scope=\"repository:app:pull\"");
            answer(exchange, 401, new byte[0]);
        } else if (path.endsWith("/manifests/1")) {
            answer(exchange, 200, manifest());
        } else if (path.endsWith(Digests.sha256(CONFIG))) {
            answer(exchange, 200, CONFIG);
        } else if (stalling) {
            exchange.sendResponseHeaders(200, LAYER.length);
            exchange.getResponseBody().write(LAYER, 0, 1000);
            exchange.getResponseBody().flush();
            cancel.raise(CancelSignal.Reason.CANCEL);
        } else if (breaking && range == null) {
            exchange.sendResponseHeaders(200, LAYER.length);
            exchange.getResponseBody().write(LAYER, 0, 200_000);
            exchange.getResponseBody().flush();
            exchange.close();
        } else {
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            answer(exchange, range == null ? 200 : 206, Arrays.copyOfRange(LAYER, from, LAYER.length));
        }
    }

    private byte[] manifest() {
        return ("{\"schemaVersion\":2,\"config\":{\"mediaType\":\"application/vnd.oci.image.config.v1+json\",\"digest\":\"sha256:"
                        + Digests.sha256(CONFIG) + "\",\"size\":" + CONFIG.length
                        + "},\"layers\":[{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"sha256:"
                        + Digests.sha256(LAYER) + "\",\"size\":" + layerSize + "}]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int code, byte[] body) throws IOException {
        exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
