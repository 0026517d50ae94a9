package org.cardpress.creator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.serde.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.fetch.FakeMirror;
import org.cardpress.creator.publish.FtpWarehouse;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.ImageRef;
import org.cardpress.protocol.runtime.Outside;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.worker.Grant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A creator in a process of its own is killed at each stage of a build. Each next one is the retry of the one before; none fetches
 * again what is there, and the last one publishes.
 */
class KilledBuildTest {
    /** Stage, and where in it. */
    private static final String[][] STAGES = {
        {"checking ZIM files", "begin"},
        {"measuring contents", "begin"},
        {"unpacking the base image", "begin"},
        {"copying the base image", "begin"},
        {"making the data partition", "begin"},
        {"filling /data", "midway"},
        {"writing offspot.yaml", "begin"},
        {"checking the file systems", "begin"},
        {"packing", "midway"},
        {"uploading", "midway"}
    };

    @TempDir
    Path directory;

    private Workbench bench;
    private FakeMirror mirror;
    private FtpWarehouse warehouse;
    private Path config;
    private byte[] book;

    @BeforeEach
    void start() throws Exception {
        bench = new Workbench(directory);
        mirror = new FakeMirror();
        warehouse = new FtpWarehouse(directory.resolve("ftp"));
        book = Files.readAllBytes(bench.file("book", 3_000_000));
        Workbench.run("zstd", "-q", bench.base);
        byte[] base = Files.readAllBytes(directory.resolve("base.img.zst"));
        byte[] zim = Files.readAllBytes(SampleZim.make(directory.resolve("village.zim"), "village"));
        mirror.put("/pages.tar", Files.readAllBytes(bench.tar("pages.tar", "index.html", "deep/er.html")));
        HotspotConfig wanted = bench.config(
                content("/data/book.bin", mirror.put("/book", book), book),
                content("/data/village.zim", mirror.put("/village.zim", zim), zim),
                Workbench.from("/data/pages", mirror.url("/pages.tar"), "tar"));
        config = Files.write(
                directory.resolve("config.json"),
                ObjectMapper.getDefault()
                        .writeValueAsBytes(new HotspotConfig(
                                1,
                                "clinic",
                                new BaseImage(mirror.put("/base.img.zst", base).toString(), checksum(base)),
                                null,
                                wanted.files(),
                                wanted.offspot())));
    }

    @AfterEach
    void stop() {
        mirror.close();
        warehouse.close();
    }

    @Test
    void aKillAtAnyStageCostsNoByteThatWasFetched() throws Exception {
        mirror.stallsAfter(1_000_000);
        Process fetching = BuildingProcess.start(directory, config, warehouse.grant(), "no stage of all", "begin");
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> part() > 500_000);
        } finally {
            fetching.destroyForcibly().waitFor();
        }
        long kept = part();
        mirror.sent.set(0);
        mirror.recover();

        killAt(STAGES[0]);
        assertThat(mirror.sent.get())
                .as("the rest of the book, and the others")
                .isLessThan(book.length - kept + 1_000_000);
        killAt(STAGES[1]);
        killAt(STAGES[2]);
        long all = mirror.sent.get();
        for (int i = 3; i < STAGES.length; i++) {
            killAt(STAGES[i]);
        }
        ImageRef image = build();

        assertThat(mirror.sent).as("fetched again").hasValue(all);
        Path published = warehouse.published(image.path());
        assertThat(Digests.sha256(Files.readAllBytes(published))).isEqualTo(image.sha256());
        Path raw = directory.resolve("raw.img");
        Workbench.run("zstd", "-q", "-d", "--sparse", published, "-o", raw);
        assertThat(bench.data(raw, "/book.bin")).isEqualTo(book);
        assertThat(bench.data(raw, "/pages/deep/er.html")).asString().isEqualTo("deep/er.html");
    }

    private void killAt(String[] stage) throws Exception {
        Process process = BuildingProcess.start(directory, config, warehouse.grant(), stage[0], stage[1]);
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> lines = said.lines()
                    .takeWhile(line -> !line.startsWith(BuildingProcess.HERE + stage[0]))
                    .toList();
            assertThat(process.isAlive()).as(stage[0] + ": " + lines).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(warehouse.published("/images/o1/clinic.img.zst")).doesNotExist();
    }

    private ImageRef build() throws Exception {
        Grant grant = warehouse.grant();
        HotspotConfig wanted = ObjectMapper.getDefault().readValue(Files.readAllBytes(config), HotspotConfig.class);
        TaskResult result = new CreateHandler(
                        bench.preflight(DiskSpace.real()),
                        bench.builder(),
                        List.of(),
                        SSLContext.getDefault(),
                        Outside.real())
                .run(BuildingProcess.claim(wanted, grant), new FakeContext(bench.workspace(), grant));
        return ((TaskResult.ImageBuilt) result).image();
    }

    private long part() throws IOException {
        Path cache = directory.resolve("cache");
        if (!Files.isDirectory(cache)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(each -> each.toString().endsWith(".part"))
                    .mapToLong(each -> each.toFile().length())
                    .sum();
        }
    }

    private static ContentFile content(String to, URI url, byte[] bytes) {
        return new ContentFile(to, url.toString(), null, null, null, null, checksum(bytes));
    }

    private static String checksum(byte[] bytes) {
        return "sha256:" + Digests.sha256(bytes);
    }
}
