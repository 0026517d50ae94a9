package org.cardpress.creator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.cardpress.protocol.hotspot.OciImage;
import org.cardpress.protocol.runtime.Outside;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.task.TaskStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a server gives instead of what was ordered: the error is clear, the cache holds nothing wrong, the warehouse nothing at all. */
class NothingPublishedTest {
    @TempDir
    Path directory;

    private Workbench bench;
    private FakeMirror mirror;
    private FtpWarehouse warehouse;

    @BeforeEach
    void start() throws Exception {
        bench = new Workbench(directory);
        mirror = new FakeMirror();
        warehouse = new FtpWarehouse(directory.resolve("ftp"));
    }

    @AfterEach
    void stop() {
        mirror.close();
        warehouse.close();
    }

    @Test
    void anArchiveThatUnpacksToMoreThanDeclared() throws Exception {
        Path tar = bench.tar("bomb.tar", "index.html", "x".repeat(100) + "/1", "x".repeat(100) + "/2");
        Workbench.run("gzip", tar);
        URI url = mirror.put("/bomb.tar.gz", Files.readAllBytes(directory.resolve("bomb.tar.gz")));

        refused(
                content(new ContentFile("/data/x", url.toString(), null, "gz", null, 1500L, null)),
                "content.bomb",
                "1500",
                "unpackedSize");
    }

    @Test
    void anArchiveWithANameThatNoFileSystemHolds() throws Exception {
        Path tar = bench.tar("names.tar", "good.txt", "n".repeat(256));
        URI url = mirror.put("/names.tar", Files.readAllBytes(tar));

        refused(content(Workbench.from("/data/x", url, "tar")), "archive.escape", "256 bytes", "at most 255");
    }

    @Test
    void aServerWithOtherBytesThanTheChecksumTells() throws Exception {
        byte[] other = "other bytes".getBytes(StandardCharsets.UTF_8);
        String wanted = "sha256:" + "1".repeat(64);
        URI url = mirror.put("/a", other);

        refused(
                content(new ContentFile("/data/a", url.toString(), null, null, null, null, wanted)),
                "content.checksum",
                wanted,
                Digests.sha256(other));
    }

    @Test
    void mirrorsThatAllLie() throws Exception {
        String wanted = "sha256:" + "2".repeat(64);
        List<String> mirrors = List.of(
                mirror.put("/b", new byte[7]).toString(), mirror.url("/gone").toString());
        URI url = mirror.put("/a", new byte[5]);

        refused(
                content(new ContentFile("/data/a", url.toString(), null, null, null, null, wanted, mirrors)),
                "content.unreachable",
                "/gone",
                "404");
    }

    @Test
    void aServerWithAnotherSizeThanDeclared() throws Exception {
        URI url = mirror.put("/a", new byte[5000]);

        refused(
                content(new ContentFile("/data/a", url.toString(), null, null, 4000L, null, null)),
                "size.differs",
                "5000",
                "4000");
    }

    @Test
    void anImageThatIsNotMadeForThePlatform() throws Exception {
        mirror.put(
                "/v2/app/manifests/1",
                ("{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"application/vnd.oci.image.manifest.v1+json\","
                                + "\"digest\":\"sha256:" + "3".repeat(64)
                                + "\",\"size\":2,\"platform\":{\"os\":\"linux\",\"architecture\":\"s390x\"}}]}")
                        .getBytes(StandardCharsets.UTF_8));
        OciImage image = new OciImage(mirror.url("/").getRawAuthority() + "/app:1", null, null, null, null);
        HotspotConfig config = new HotspotConfig(
                1, "clinic", new BaseImage(bench.base.toString(), null), null, List.of(), List.of(image), null);

        refused(config, "oci.platform", "linux/arm64", "linux/s390x");
    }

    @Test
    void aBaseImageThatCannotBeUnpacked() throws Exception {
        byte[] noise = Files.readAllBytes(bench.file("noise", 5000));
        URI url = mirror.put("/base.img.xz", noise);
        HotspotConfig config = new HotspotConfig(
                1,
                "clinic",
                new BaseImage(url.toString(), "sha256:" + Digests.sha256(noise)),
                null,
                List.of(Workbench.inline("/data/a", "a")),
                null);

        refused(config, "base.damaged", "base.img.xz");
    }

    private HotspotConfig content(ContentFile file) {
        return bench.config(file);
    }

    private void refused(HotspotConfig config, String code, String... words) throws Exception {
        FakeContext context = new FakeContext(bench.workspace(), warehouse.grant());

        TaskFailure failure = catchThrowableOfType(TaskFailure.class, () -> new CreateHandler(
                        bench.preflight(DiskSpace.real()),
                        bench.builder(),
                        List.of(),
                        SSLContext.getDefault(),
                        Outside.real())
                .run(BuildingProcess.claim(config, warehouse.grant()), context));

        assertThat(failure.error().code()).as(failure.getMessage()).isEqualTo(code);
        assertThat(failure.error().retryable()).isFalse();
        assertThat(failure.failedStatus()).isEqualTo(TaskStatus.FAILED_TO_BUILD);
        assertThat(failure).hasMessageContainingAll(words).hasMessageContaining("expected");
        assertThat(files(directory.resolve("ftp"))).as("in the warehouse").isEmpty();
        for (String cache : List.of("cache", "cache-base")) {
            for (Path file : files(directory.resolve(cache))) {
                assertRight(file);
            }
        }
    }

    /** Whole files under their own hash, and notes about them; no part of anything. */
    private static void assertRight(Path file) throws IOException {
        String name = file.getFileName().toString();
        assertThat(name).matches("locks|sha256-[0-9a-f]{64}(\\.stamp)?|url-[0-9a-f]{64}\\.known");
        if (name.matches("sha256-[0-9a-f]{64}")) {
            assertThat(name).isEqualTo("sha256-" + Digests.sha256(Files.readAllBytes(file)));
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
