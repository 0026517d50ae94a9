package org.cardpress.creator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cardpress.creator.Workbench.from;
import static org.cardpress.creator.Workbench.inline;
import static org.cardpress.creator.Workbench.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.cardpress.creator.Workbench;
import org.cardpress.creator.fetch.Digests;
import org.cardpress.creator.publish.PackedImage;
import org.cardpress.protocol.hotspot.BaseImage;
import org.cardpress.protocol.hotspot.ContentFile;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.image.BmapXml;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole images, judged by the programs that everybody uses for them. */
class HotspotBuilderTest {
    @TempDir
    Path directory;

    private Workbench bench;

    @BeforeEach
    void workbench() throws IOException {
        bench = new Workbench(directory);
    }

    @Test
    void contentsOfEveryKindComeOutAsTheyWentIn() throws IOException {
        Path book = bench.file("book.bin", 20_000_003);
        Path tar = bench.tar("site.tar", "index.html", "deep/er/page with space.html", "ünï.txt");
        List<ContentFile> files = new ArrayList<>(List.of(
                inline("/data/hello.txt", "hello wörld\n"),
                from("/data/zims/book.bin", "file://" + book, null),
                from("/data/site-tar", tar, "tar")));
        for (String[] each : new String[][] {{"gzip", "gz"}, {"bzip2", "bz2"}, {"xz", "xz"}, {"zstd", "zst"}}) {
            run(each[0], "-k", "-q", "-f", tar);
            files.add(from("/data/site-" + each[1], tar + "." + each[1], each[1]));
        }
        run("gzip", "-k", book);
        files.add(from("/data/plain/book.bin", book + ".gz", "gz"));
        files.add(from("/data", zip("all.zip", "zipped/a.txt", "b.txt"), "zip"));

        PackedImage packed = bench.build(bench.config(files.toArray(ContentFile[]::new)));

        Path image = bench.restored(packed);
        assertThat(Files.size(packed.zst())).isEqualTo(packed.size());
        assertThat(run("sha256sum", packed.zst())).startsWith(packed.sha256());
        assertThat(run("sha256sum", image)).startsWith(packed.rawSha256());
        assertThat(Files.size(image)).isEqualTo(packed.bmap().imageSize());
        soundFileSystems(image);
        assertThat(bench.data(image, "/hello.txt"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("hello wörld\n");
        for (String copy : List.of("/zims/book.bin", "/plain/book.bin")) {
            assertThat(Digests.sha256(bench.data(image, copy))).isEqualTo(Digests.sha256(Files.readAllBytes(book)));
        }
        for (String kind : List.of("tar", "gz", "bz2", "xz", "zst")) {
            assertThat(bench.data(image, "/site-" + kind + "/deep/er/page with space.html"))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("deep/er/page with space.html");
        }
        assertThat(bench.data(image, "/zipped/a.txt"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("zipped/a.txt");
        assertThat(run("mtype", "-i", image + "@@1048576", "::/offspot.yaml"))
                .isEqualTo("ap:\n  ssid: Clinic\nhostname: clinic\n");
    }

    @Test
    void bmaptoolCopiesTheMappedBlocksOntoAUsedCard() throws IOException {
        PackedImage packed = bench.build(bench.config(from("/data/a.bin", bench.file("a.bin", 5_000_000), null)));
        Path image = bench.restored(packed);
        Path bmap = Files.write(directory.resolve("image.bmap"), BmapXml.write(packed.bmap()));
        Path card = bench.file("card.img", Math.toIntExact(Files.size(image)));

        run("bmaptool", "copy", "--bmap", bmap, image, card);

        soundFileSystems(card);
        assertThat(bench.data(card, "/a.bin")).isEqualTo(Files.readAllBytes(directory.resolve("a.bin")));
        assertThat(packed.bmap().mappedBytes()).isLessThan(Files.size(image) * 3 / 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"xz", "zst", "zip"})
    void aPackedBaseImageIsUnpackedOnceAndKept(String form) throws IOException {
        Path packedBase = directory.resolve("base.img." + form);
        switch (form) {
            case "xz" -> run("xz", "-k", "-1", bench.base);
            case "zst" -> run("zstd", "-q", "-k", bench.base, "-o", packedBase);
            default -> {
                packedBase = directory.resolve("base.zip");
                try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(packedBase)) {
                    zip.putArchiveEntry(new ZipArchiveEntry("readme.txt"));
                    zip.closeArchiveEntry();
                    zip.putArchiveEntry(new ZipArchiveEntry("inner/base.img"));
                    Files.copy(bench.base, zip);
                    zip.closeArchiveEntry();
                }
            }
        }
        String checksum = "sha256:" + Digests.sha256(Files.readAllBytes(packedBase));
        HotspotConfig plain = bench.config(inline("/data/a", "1"));
        HotspotConfig config = new HotspotConfig(
                1, "clinic", new BaseImage("file://" + packedBase, checksum), null, plain.files(), plain.offspot());

        Path image = bench.restored(bench.build(config));

        soundFileSystems(image);
        try (var kept = Files.list(directory.resolve("cache-base"))) {
            assertThat(kept.map(each -> each.getFileName().toString()))
                    .contains("sha256-" + checksum.substring(7) + ".img");
        }
    }

    @Test
    void anExistingDataPartitionGrowsAndKeepsItsFiles() throws IOException {
        Path first = bench.restored(bench.build(bench.config(inline("/data/old/kept.txt", "kept"))));
        Path base = Files.move(first, directory.resolve("second-base.img"), StandardCopyOption.REPLACE_EXISTING);
        Path big = bench.file("big.bin", 60_000_000);

        PackedImage packed = bench.build(
                bench.config(base.toString(), null, from("/data/new/big.bin", big, null), inline("/data/old/b", "b")));

        Path image = bench.restored(packed);
        soundFileSystems(image);
        assertThat(bench.data(image, "/old/kept.txt"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("kept");
        assertThat(Digests.sha256(bench.data(image, "/new/big.bin")))
                .isEqualTo(Digests.sha256(Files.readAllBytes(big)));
    }

    @ParameterizedTest
    @CsvSource({"67108864", "300000001", "1500000000"})
    void theOrderedSizeIsTheImagesSize(long size) throws IOException {
        PackedImage packed = bench.build(bench.config(bench.base.toString(), size, inline("/data/a", "1")));

        assertThat(packed.bmap().imageSize()).isEqualTo(size / 4096 * 4096);
        assertThat(packed.bmap().mappedBytes()).isLessThan(100L << 20);
        soundFileSystems(bench.restored(packed));
    }

    private Path zip(String name, String... entries) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file);
                ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            for (String each : entries) {
                zip.putArchiveEntry(new ZipArchiveEntry(each));
                zip.write(each.getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        }
        return file;
    }

    private static void soundFileSystems(Path image) throws IOException {
        long data = Workbench.dataOffset(image);
        assertThat(data % (4 << 20)).isZero();
        run("e2fsck", "-fn", image + "?offset=" + (17 << 20));
        run("e2fsck", "-fn", image + "?offset=" + data);
        assertThat(run("mdir", "-i", image + "@@1048576", "-b", "::")).contains("cmdline.txt", "offspot.yaml");
    }
}
