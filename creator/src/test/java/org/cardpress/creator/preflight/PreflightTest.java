package org.cardpress.creator.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.cardpress.creator.Workbench.from;
import static org.cardpress.creator.Workbench.inline;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.cardpress.creator.Workbench;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.preflight.PreflightReport;
import org.cardpress.protocol.runtime.CancelSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that cannot succeed ends before its first byte is fetched, and says all that is wrong. */
class PreflightTest {
    @TempDir
    Path directory;

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private Workbench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new Workbench(directory);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestMethod() + " " + path);
            boolean redirect = path.equals("/inside");
            if (redirect) {
                exchange.getResponseHeaders().add("Location", "http://192.168.1.1/admin");
            } else {
                exchange.getResponseHeaders().add("Content-Length", "20000000");
            }
            exchange.sendResponseHeaders(
                    redirect ? 302 : path.equals("/busy") ? 503 : path.equals("/book") ? 200 : 404, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void allProblemsComeAtOnceInTheErrorAndInTheLog() {
        CreateFailure failure = refused(
                here -> 1000L,
                from("/data/a", url("/gone"), null),
                new ContentFile("/data/b", url("/book"), null, null, 5L, null, null),
                from("/data/c", "/etc/passwd", null),
                from("/data/d", url("/inside"), null),
                from("/elsewhere", url("/book"), null),
                from("/data/e", directory.resolve("none"), null));

        assertThat(failure.error().code()).isEqualTo("preflight.refused");
        assertThat(failure.error().retryable()).isFalse();
        assertThat(failure.error().message())
                .contains("config.files[4].to: '/elsewhere' (expected a path under /data)")
                .contains("config.files[0]: " + url("/gone") + " answered 404 (expected a file at this URL)")
                .contains("config.files[1].size: 20000000 bytes (expected 5, as declared; has the file changed?)")
                .contains("config.files[2]: file /etc/passwd (expected one below [" + directory + "])")
                .contains("config.files[3]: " + url("/inside")
                        + " redirects to 192.168.1.1, which has the address 192.168.1.1 (expected one of the public"
                        + " internet, or a host that the operator allows in creator.private-hosts)")
                .contains("config.files[5]: file " + directory.resolve("none")
                        + " does not exist (expected it on the creator's machine)")
                .contains("config: the disk of " + directory + " has 1000 bytes free (expected at least ");
        assertThat(said).hasSizeGreaterThan(7).allMatch(line -> !line.isBlank());
        assertThat(asked).contains("HEAD /book").doesNotContain("GET /book");
    }

    @Test
    void aFullDiskMayBeAnotherTomorrow() {
        CreateFailure failure = refused(here -> 1000L, inline("/data/a", "1"));

        assertThat(failure.error().code()).isEqualTo("disk.full");
        assertThat(failure.error().retryable()).isTrue();
    }

    @Test
    void aServerInTroubleIsLeftToTheBuildWhichHasMorePatience() throws Exception {
        int free;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = nobody.getLocalPort();
        }

        PreflightReport report = run(
                DiskSpace.real(),
                bench.config(
                        from("/data/a", url("/busy"), null), from("/data/b", "http://127.0.0.1:" + free + "/x", null)));

        assertThat(report.fits()).isFalse();
        assertThat(said).anyMatch(line -> line.startsWith("error config.files[0]: " + url("/busy") + " answered 503"));
    }

    @Test
    void theBaseImageItselfTellsThePartitions() throws Exception {
        PreflightReport report = run(DiskSpace.real(), bench.config(from("/data/a", url("/book"), null)));
        Path image = bench.builder()
                .buildRaw(
                        bench.config(from("/data/a", bench.file("book", 20_000_000), null)),
                        bench.workspace(),
                        bench.watch());

        assertThat(report.partitions())
                .extracting(PreflightReport.PartitionLine::name)
                .containsExactly("boot", "root", "data");
        assertThat(report.imageBytes()).isEqualTo(Files.size(image));
        assertThat(report.card()).isNotNull();
    }

    @Test
    void whatLiesInTheCacheIsAskedOfNobody() throws Exception {
        String sum = "a".repeat(64);
        Files.createDirectories(directory.resolve("cache"));
        Files.write(directory.resolve("cache/sha256-" + sum), new byte[1234]);

        PreflightReport report = run(
                DiskSpace.real(),
                bench.config(new ContentFile("/data/a", url("/gone"), null, null, null, null, "sha256:" + sum)));

        assertThat(report.sources().get(1).here()).isTrue();
        assertThat(report.sources().get(1).size()).isEqualTo(1234);
        assertThat(asked).isEmpty();
    }

    @Test
    void aRegistryThatIsNotThereIsTold() throws Exception {
        HotspotConfig config = new HotspotConfig(
                1,
                "x",
                new BaseImage(bench.base.toString(), null),
                null,
                List.of(),
                List.of(new OciImage("10.9.8.7:5000/app:1", null, null, null, null)),
                Map.of());

        CreateFailure failure = catchThrowableOfType(CreateFailure.class, () -> run(DiskSpace.real(), config));

        assertThat(failure.error().message()).startsWith("config.ociImages[0]: the host of https://10.9.8.7:5000");
    }

    private CreateFailure refused(DiskSpace space, ContentFile... files) {
        return catchThrowableOfType(CreateFailure.class, () -> run(space, bench.config(files)));
    }

    private PreflightReport run(DiskSpace space, HotspotConfig config) throws Exception {
        CreateListener silent = bench.watch();
        return bench.preflight(space).run(config, new CreateListener() {
            @Override
            public void stage(String what, long totalBytes) {
                silent.stage(what, totalBytes);
            }

            @Override
            public void advance(long bytes) {
                silent.advance(bytes);
            }

            @Override
            public void say(String line) {
                said.add(line);
            }

            @Override
            public CancelSignal cancel() {
                return silent.cancel();
            }
        });
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }
}
