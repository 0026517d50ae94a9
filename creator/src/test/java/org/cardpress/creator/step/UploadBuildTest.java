package org.cardpress.creator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cardpress.creator.SampleZim;
import org.cardpress.creator.Workbench;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.fetch.OwnUploads;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.protocol.hotspot.BillOfContents;
import org.cardpress.protocol.hotspot.ChosenBook;
import org.cardpress.protocol.hotspot.ContentPackage;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.hotspot.HotspotDraft;
import org.cardpress.protocol.hotspot.UploadUrl;
import org.cardpress.protocol.preflight.PreflightReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that customers uploaded come from the scheduler, which wants to see the lease, and go onto the image as others do. */
class UploadBuildTest {
    private static final String BOOK = "0000000000000000000a";
    private static final String COURSE = "0000000000000000000b";

    @TempDir
    Path directory;

    private final Map<String, byte[]> uploads = new HashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private Workbench bench;
    private HttpServer scheduler;
    private volatile boolean cuts;

    @BeforeEach
    void start() throws IOException {
        bench = new Workbench(directory);
        scheduler = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        scheduler.createContext("/tasks/o1.c1/uploads/", this::answer);
        scheduler.start();
    }

    @AfterEach
    void stop() {
        scheduler.stop(0);
    }

    /** Gives the bytes from the wanted one on; the first answer of each file breaks off in the middle. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        byte[] bytes = uploads.get(path.substring(path.lastIndexOf('/') + 1));
        boolean lease = "lease".equals(exchange.getRequestHeaders().getFirst("X-Lease-Token"));
        asked.add(path + " " + range);
        if (bytes == null || !lease) {
            exchange.sendResponseHeaders(lease ? 404 : 409, -1);
            exchange.close();
            return;
        }
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, bytes.length - from);
        int end = cuts && from == 0 ? bytes.length / 2 : bytes.length;
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes, from, end - from);
        }
    }

    private OwnUploads place(String lease) {
        return OwnUploads.of(
                URI.create("http://127.0.0.1:" + scheduler.getAddress().getPort()),
                "o1.c1",
                () -> Map.of("X-Lease-Token", lease));
    }

    private String checksum(String id) {
        return "sha256:" + Digests.sha256(Objects.requireNonNull(uploads.get(id)));
    }

    private HotspotConfig config() throws IOException {
        uploads.put(BOOK, Files.readAllBytes(SampleZim.make(directory.resolve("book.zim"), "Uploaded")));
        Path zip = directory.resolve("course.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("lesson/one.html"));
            out.write("first lesson".getBytes(StandardCharsets.UTF_8));
        }
        uploads.put(COURSE, Files.readAllBytes(zip));
        return HotspotDraft.of(bench.config())
                .books(List.of(ChosenBook.at(
                        new UploadUrl(BOOK, "my book.zim").toString(),
                        (long) Objects.requireNonNull(uploads.get(BOOK)).length,
                        checksum(BOOK))))
                .packages(List.of(new ContentPackage(
                        null,
                        "/data/course",
                        null,
                        new UploadUrl(COURSE, "course.zip").toString(),
                        null,
                        (long) Objects.requireNonNull(uploads.get(COURSE)).length,
                        null,
                        checksum(COURSE),
                        null)))
                .config();
    }

    @Test
    void anImageHoldsTheUploadsThoughTheirTransferBreaksOffAndThePreflightKnowsTheirSizes() throws Exception {
        HotspotConfig config = config();
        cuts = true;

        PreflightReport report = bench.preflight(DiskSpace.real()).run(config, bench.watch());
        Path image = bench.restored(bench.builder().build(config, bench.workspace(), place("lease"), bench.watch()));

        assertThat(report.sources())
                .filteredOn(line ->
                        line.path().startsWith("config.books") || line.path().startsWith("config.pack"))
                .extracting(PreflightReport.SourceLine::size)
                .containsExactly((long) Objects.requireNonNull(uploads.get(BOOK)).length, (long)
                        Objects.requireNonNull(uploads.get(COURSE)).length);
        assertThat(bench.data(image, "/zims/my book.zim")).isEqualTo(uploads.get(BOOK));
        assertThat(bench.data(image, "/course/lesson/one.html"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("first lesson");
        assertThat(asked).anyMatch(line -> line.contains(BOOK + " bytes="));
        assertThat(BillOfContents.of(config, false).lines())
                .extracting(BillOfContents.Line::url)
                .contains("upload:/" + BOOK + "/my%20book.zim", "upload:/" + COURSE + "/course.zip");
    }

    @Test
    void whatTheCacheHasIsNotFetchedAgain() throws Exception {
        HotspotConfig config = config();
        bench.builder().build(config, bench.workspace(), place("lease"), bench.watch());
        asked.clear();

        bench.builder().build(config, bench.workspace(), place("lease"), bench.watch());

        assertThat(asked).isEmpty();
    }

    @Test
    void otherBytesAndALostLeaseEndTheBuild() throws Exception {
        HotspotConfig config = config();
        assertThatThrownBy(() -> bench.builder().build(config, bench.workspace(), place("another"), bench.watch()))
                .isInstanceOf(CreateFailure.class)
                .hasMessageContaining("answered 409");
        byte[] other = new byte[Objects.requireNonNull(uploads.get(BOOK)).length];
        uploads.put(BOOK, other);
        assertThatThrownBy(() -> bench.builder().build(config, bench.workspace(), place("lease"), bench.watch()))
                .isInstanceOf(CreateFailure.class)
                .hasMessageContaining("has checksum");
        assertThatThrownBy(() -> bench.builder().build(config, bench.workspace(), bench.watch()))
                .isInstanceOf(CreateFailure.class)
                .hasMessageContaining("this build has no scheduler");
    }
}
