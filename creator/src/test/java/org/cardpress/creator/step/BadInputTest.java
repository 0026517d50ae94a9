package org.cardpress.creator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.cardpress.creator.Workbench.from;
import static org.cardpress.creator.Workbench.inline;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.cardpress.creator.Workbench;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.disk.Mbr;
import org.cardpress.creator.disk.Partition;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.creator.job.CreateFailure;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with an order or its files is told with what came and what was expected. */
class BadInputTest {
    @TempDir
    Path directory;

    private Workbench bench;

    @BeforeEach
    void workbench() throws IOException {
        bench = new Workbench(directory);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escape", "/etc/passwd", "a/../../b", "a/b/../../../c", "."})
    void anEntryThatEscapesIsRefused(String name) throws IOException {
        Path tar = bench.tar("evil.tar", "good.txt", name);

        refused(bench.config(from("/data/site", tar, "tar")), "archive.escape", name, "expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../../x", "../x/../..", "a/../b"})
    void aLinkThatLeadsOutIsRefused(String target) throws IOException {
        Path tar = tar(each -> each.setLinkName(target), "dir/link", TarConstants.LF_SYMLINK);

        refused(bench.config(from("/data/site", tar, "tar")), "archive.escape", "dir/link", "expected");
    }

    @Test
    void aLinkThatStaysInsideIsKept() throws IOException {
        Path tar = tar(each -> each.setLinkName("../other/file"), "dir/link", TarConstants.LF_SYMLINK);

        Path image = bench.restored(bench.build(bench.config(from("/data/site", tar, "tar"))));

        assertThat(Workbench.run(
                        "debugfs", "-R", "stat /site/dir/link", image + "?offset=" + Workbench.dataOffset(image)))
                .contains("Fast link dest: \"../other/file\"");
    }

    @Test
    void aHardLinkThatLeadsOutIsRefused() throws IOException {
        Path tar = tar(each -> each.setLinkName("../outside"), "link", TarConstants.LF_LINK);

        refused(bench.config(from("/data/site", tar, "tar")), "archive.escape", "../outside");
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO})
    void aDeviceIsRefused(byte kind) throws IOException {
        refused(bench.config(from("/data/site", tar(each -> {}, "dev", kind), "tar")), "archive.escape", "device");
    }

    @Test
    void aZipWithALinkOutsideIsRefused() throws IOException {
        Path zip = directory.resolve("evil.zip");
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            ZipArchiveEntry entry = new ZipArchiveEntry("link");
            entry.setUnixMode(0120777);
            out.putArchiveEntry(entry);
            out.write("/etc/passwd".getBytes(StandardCharsets.UTF_8));
            out.closeArchiveEntry();
        }

        refused(bench.config(from("/data/site", zip, "zip")), "archive.escape", "/etc/passwd");
    }

    @Test
    void aBombStopsAtTheDeclaredSize() throws IOException {
        Path bomb = directory.resolve("bomb.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            for (int i = 0; i < 200; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        var content = new ContentFile("/data/x", bomb.toString(), null, "gz", null, 1_000_000L, null);

        refused(bench.config(content), "content.bomb", "1000000", "unpackedSize");
    }

    @Test
    void anUndeclaredBombStopsAtTheSizeOfTheImage() throws IOException {
        Path bomb = directory.resolve("bomb.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bomb)) {
            zip.putArchiveEntry(new ZipArchiveEntry("zeros"));
            for (int i = 0; i < 100; i++) {
                zip.write(new byte[1 << 20]);
            }
            zip.closeArchiveEntry();
        }

        refused(
                bench.config(bench.base.toString(), 64L << 20, from("/data/x", bomb, "zip")),
                "content.bomb",
                "67108864");
    }

    @Test
    void aDamagedArchiveIsRefused() throws IOException {
        Path tar = bench.tar("site.tar", "a", "b");
        Workbench.run("gzip", tar);
        byte[] bytes = Files.readAllBytes(directory.resolve("site.tar.gz"));
        Files.write(directory.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length - 20));

        refused(bench.config(from("/data/s", directory.resolve("cut.gz"), "gz")), "content.damaged", "cut.gz");
        refused(bench.config(from("/data/s", tar + ".gz", "xz")), "content.damaged", "xz");
        refused(bench.config(from("/data/s", bench.file("noise", 5000), "tar")), "content.damaged", "noise");
        refused(bench.config(from("/data/s", directory.resolve("noise"), "zip")), "content.damaged", "zip");
    }

    @Test
    void twoArchivesWithTheSameFileAreRefused() throws IOException {
        Path one = bench.tar("one.tar", "same/file");
        Path two = bench.tar("two.tar", "same/file");

        refused(
                bench.config(from("/data", one, "tar"), from("/data", two, "tar")),
                "content.duplicate",
                "two.tar",
                "same/file");
    }

    @Test
    void aFileThatIsADirectoryElsewhereIsRefused() throws IOException {
        Path one = bench.tar("one.tar", "name");
        Path two = bench.tar("two.tar", "name/below");

        refused(bench.config(from("/data", one, "tar"), from("/data", two, "tar")), "content.duplicate", "name");
    }

    @Test
    void aWrongChecksumNamesBoth() throws IOException {
        Path file = bench.file("a", 100);
        String wrong = "sha256:" + "0".repeat(64);
        var content = new ContentFile("/data/a", file.toString(), null, null, null, null, wrong);

        CreateFailure failure = refused(bench.config(content), "content.checksum", wrong);
        assertThat(failure.error().retryable()).isFalse();
    }

    @Test
    void aSizeSmallerThanTheContentNamesBoth() throws IOException {
        Path file = bench.file("a", 60 << 20);

        refused(
                bench.config(bench.base.toString(), 64L << 20, from("/data/a", file, null)),
                "size.too_small",
                "67108864",
                "expected a size of at least");
    }

    @Test
    void aFileOfTheMachineIsNotAnyonesContent() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("/etc/hostname"));

        refused(bench.config(from("/data/a", "file:///etc/passwd", null)), "content.not_allowed", "/etc/passwd");
        refused(bench.config(from("/data/a", link, null)), "content.not_allowed", "/etc/hostname");
        refused(bench.config(from("/data/a", directory.resolve("none"), null)), "content.unreachable", "none");
        Files.delete(link);
    }

    @Test
    void aBaseWithoutMbrIsRefused() throws IOException {
        Path noise = bench.file("noise.img", 1 << 20);
        Path empty = Files.createFile(directory.resolve("empty.img"));

        refused(base(noise), "base.no_mbr", "base image without MBR: came", "1048576 bytes", "expected");
        refused(base(empty), "base.no_mbr", "0 bytes");
    }

    @Test
    void aBaseThatIsCutShortIsRefused() throws IOException {
        Path cut = directory.resolve("cut.img");
        try (ImageFile image = ImageFile.create(cut, 20 << 20)) {
            Mbr.write(image, new Partition(1, 0x0c, 1 << 20, 8 << 20));
            Mbr.write(image, new Partition(2, 0x83, 9 << 20, 80 << 20));
        }

        refused(base(cut), "base.partitions", "83886080 bytes", "20971520");
    }

    @Test
    void aBaseWithAnotherLayoutIsRefused() throws IOException {
        Path other = directory.resolve("other.img");
        try (ImageFile image = ImageFile.create(other, 20 << 20)) {
            Mbr.write(image, new Partition(1, 0x83, 1 << 20, 8 << 20));
        }

        refused(base(other), "base.partitions", "expected FAT");
    }

    @Test
    void aFaultyRootPartitionGoesNowhere() throws IOException {
        try (ImageFile image = ImageFile.edit(bench.base)) {
            image.write((17 << 20) + 4096, ByteBuffer.allocate(64));
        }

        refused(bench.config(inline("/data/a", "a")), "image.damaged", "e2fsck", "p2");
    }

    @Test
    void aFullDiskIsToldBeforeTheImageIsMade() throws IOException {
        DiskSpace small = place -> 70L << 20;
        HotspotConfig config = bench.config(from("/data/a", bench.file("a", 30 << 20), null));
        Path workspace = bench.workspace();

        CreateFailure failure = catchThrowableOfType(
                CreateFailure.class, () -> bench.builder(small).build(config, workspace, bench.watch()));

        assertThat(failure.error().code()).isEqualTo("disk.full");
        assertThat(failure.error().retryable()).isTrue();
        assertThat(failure).hasMessageContaining("73400320 bytes free").hasMessageContaining("expected more room");
        assertThat(workspace.resolve("work.img")).doesNotExist();
    }

    private HotspotConfig base(Path image) {
        return bench.config(image.toString(), null, inline("/data/a", "a"));
    }

    private CreateFailure refused(HotspotConfig config, String code, String... words) throws IOException {
        Path workspace = bench.workspace();
        CreateFailure failure = catchThrowableOfType(
                CreateFailure.class, () -> bench.builder().build(config, workspace, bench.watch()));
        assertThat(failure).isNotNull();
        assertThat(failure.error().code()).as(failure.getMessage()).isEqualTo(code);
        assertThat(failure).hasMessageContainingAll(words);
        return failure;
    }

    private Path tar(Consumer<TarArchiveEntry> change, String name, byte kind) throws IOException {
        Path file = directory.resolve("special.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
            TarArchiveEntry entry = new TarArchiveEntry(name, kind);
            change.accept(entry);
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        }
        return file;
    }
}
