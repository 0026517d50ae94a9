package org.cardpress.scheduler.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.cardpress.protocol.auth.Role;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.preflight.Finding;
import org.cardpress.protocol.preflight.PreflightReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers are told what would become of a config, and cannot make the scheduler look into its own network. */
class HotspotsTest {
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    @TempDir
    Path state;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            String path = exchange.getRequestURI().getPath();
            if (path.equals("/base.img")) {
                exchange.sendResponseHeaders(200, 512);
                exchange.getResponseBody().write(firstSector());
            } else {
                exchange.getResponseHeaders().add("Content-Length", "20000000000");
                exchange.sendResponseHeaders(path.equals("/book") ? 200 : 404, -1);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void allThatIsWrongWithAConfigComesInOneReport() {
        try (Api api = Api.start(state, Map.of("cardpress.preflight.private-hosts", List.of("127.0.0.1")))) {
            PreflightReport report = check(api, api.account("ann", Role.MEMBER), config("/book", "/gone", "file:///x"));

            assertThat(report.fits()).isFalse();
            assertThat(report.errors()).extracting(Finding::path).containsExactly("config.files[1]");
            assertThat(report.findings())
                    .filteredOn(each -> each.code().equals("source.not_asked"))
                    .extracting(Finding::path)
                    .containsExactly("config.files[2]", "config.ociImages[0]");
            assertThat(report.sources().get(1).size()).isEqualTo(20_000_000_000L);
            assertThat(report.atLeast()).isTrue();
            assertThat(Objects.requireNonNull(report.card()).gigabytes()).isEqualTo(32);
            assertThat(asked).isNotEmpty().allMatch(each -> !each.startsWith("GET /book"));
        }
    }

    @Test
    void noServerOfTheOwnNetworkIsAskedUnlessTheOperatorSaysSo() {
        try (Api api = Api.start(state)) {
            PreflightReport report = check(api, api.account("ann", Role.MEMBER), config("/book"));

            assertThat(report.errors())
                    .extracting(Finding::code)
                    .containsExactly("source.not_allowed", "source.not_allowed");
            assertThat(report.errors().get(1).line())
                    .contains("has the address 127.0.0.1")
                    .contains("scheduler.private-hosts");
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void anAccountThatAsksTooOftenWaits() {
        try (Api api = Api.start(state)) {
            String ann = api.account("ann", Role.MEMBER);
            String config = api.write(config());
            for (int i = 0; i < 10; i++) {
                api.call("POST", "/hotspots/check", ann, config).expect(200);
            }

            assertThat(api.call("POST", "/hotspots/check", ann, config)
                            .expect(429)
                            .problem()
                            .message())
                    .startsWith("10 checks within a minute (expected the next try at ");
            check(api, api.account("ben", Role.MEMBER), config());
        }
    }

    /** A partition table with 256 MiB of FAT and 2 GiB of Linux. */
    private static byte[] firstSector() {
        ByteBuffer sector = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        sector.put(446 + 4, (byte) 0x0c).putInt(446 + 8, 8192).putInt(446 + 12, 256 << 11);
        sector.put(462 + 4, (byte) 0x83).putInt(462 + 8, 8192 + (256 << 11)).putInt(462 + 12, 2048 << 11);
        sector.putShort(510, (short) 0xaa55);
        return sector.array();
    }

    private static PreflightReport check(Api api, String token, HotspotConfig config) {
        return api.call("POST", "/hotspots/check", token, api.write(config)).as(PreflightReport.class);
    }

    private HotspotConfig config(String... paths) {
        String host = "http://127.0.0.1:" + server.getAddress().getPort();
        List<ContentFile> files = java.util.stream.IntStream.range(0, paths.length)
                .mapToObj(i -> new ContentFile(
                        "/data/" + i,
                        paths[i].startsWith("/") ? host + paths[i] : paths[i],
                        null,
                        null,
                        null,
                        null,
                        null))
                .toList();
        return new HotspotConfig(
                1,
                "clinic",
                new BaseImage(host + "/base.img", null),
                null,
                files,
                paths.length < 3 ? List.of() : List.of(new OciImage("r.example.org/a:1", null, null, null, null)),
                Map.of());
    }
}
