package org.cardpress.creator.ext4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cardpress.creator.disk.ImageFile;
import org.cardpress.creator.disk.Partition;
import org.cardpress.creator.job.CreateListener;
import org.cardpress.creator.tool.Tool;
import org.cardpress.creator.tool.ToolRunner;
import org.cardpress.protocol.runtime.CancelSignal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was put in is what the e2fsprogs read out, and e2fsck has nothing to say. */
class Ext4VolumeTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final long OFFSET = 1 << 20;

    private final ToolRunner tools =
            new ToolRunner(CreateListener.silent(new CancelSignal()), Map.of("E2FSPROGS_FAKE_TIME", "1767323045"));

    @TempDir
    Path directory;

    private Path path;

    @BeforeEach
    void imagePath() {
        path = directory.resolve("test.img");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-b 4096",
                "-b 1024",
                "-b 4096 -O ^metadata_csum,uninit_bg -E lazy_itable_init=1",
                "-b 4096 -O ^64bit,^metadata_csum -I 128",
                "-b 2048 -O ^flex_bg -g 2048",
                "-b 4096 -O metadata_csum_seed -E lazy_itable_init=1"
            })
    void filesOfManyShapesAreReadBack(String options) throws IOException {
        Random random = new Random(1);
        byte[] big = bytes(random, 9_000_001);
        byte[] holes = new byte[3 << 20];
        System.arraycopy(bytes(random, 5000), 0, holes, 1 << 20, 5000);
        try (ImageFile image = volume(40 << 20, options)) {
            Ext4Volume volume = open(image);
            put(volume, "a/b/c/big.bin", big);
            put(volume, "holes.bin", holes);
            put(volume, "empty", new byte[0]);
            put(volume, "a/ünïcode name.txt", bytes(random, 10));
            volume.symbolicLink(List.of("a", "short"), "b/c/big.bin", TIME);
            volume.symbolicLink(List.of("a", "long"), "x".repeat(200), TIME);
            volume.hardLink(List.of("second"), List.of("holes.bin"));
            volume.directory(List.of("void", "of", "files"));
            volume.finish();
        }

        check();
        assertThat(read("/a/b/c/big.bin")).isEqualTo(big);
        assertThat(read("/holes.bin")).isEqualTo(holes);
        assertThat(read("/second")).isEqualTo(holes);
        assertThat(read("/empty")).isEmpty();
        assertThat(debugfs("stat /a/short")).contains("Fast link dest: \"b/c/big.bin\"");
        assertThat(debugfs("stat /holes.bin"))
                .contains("Links: 2", "User:     0", "Mode:  0644")
                .doesNotContain("Blockcount: 6144");
        assertThat(debugfs("ls -l /void/of")).contains("files");
    }

    @Test
    void thousandsOfFilesFillDirectoriesAndGroups() throws IOException {
        try (ImageFile image = volume(600 << 20, "-b 4096 -N 9000 -E lazy_itable_init=1")) {
            Ext4Volume volume = open(image);
            for (int i = 0; i < 6000; i++) {
                put(volume, "many/" + i % 3 + "/a rather long file name, number " + i, new byte[] {(byte) i});
            }
            volume.finish();
        }

        check();
        assertThat(read("/many/2/a rather long file name, number 5999")).containsExactly((byte) 5999);
    }

    @Test
    void aFileInManyPiecesGetsATree() throws IOException {
        Random random = new Random(2);
        byte[] pieces = new byte[300 << 20 >> 1];
        for (int at = 0; at < pieces.length; at += 128 << 10) {
            pieces[at] = 1;
        }
        try (ImageFile image = volume(200 << 20, "-b 1024 -g 8192")) {
            Ext4Volume volume = open(image);
            put(volume, "pieces", pieces);
            put(volume, "after", bytes(random, 100));
            volume.finish();
        }

        check();
        assertThat(debugfs("stat /pieces")).contains("(ETB");
        assertThat(read("/pieces")).isEqualTo(pieces);
    }

    @Test
    void existingContentsStayAndNewOnesJoinThem() throws IOException {
        Path old = Files.createDirectories(directory.resolve("old/dir"));
        for (int i = 0; i < 500; i++) {
            Files.writeString(old.resolve("file with a name to fill blocks " + i), "old " + i);
        }
        try (ImageFile image = volume(40 << 20, "-b 1024 -d " + directory.resolve("old"))) {
            tools.tryRun(Tool.E2FSCK, "-fyD", path + "?offset=" + OFFSET);
            Ext4Volume volume = open(image);
            put(volume, "dir/new", "new".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> put(volume, "dir/file with a name to fill blocks 7", new byte[1]))
                    .isInstanceOf(FileAlreadyExistsException.class);
            volume.finish();
        }

        check();
        assertThat(read("/dir/new")).asString(StandardCharsets.UTF_8).isEqualTo("new");
        assertThat(read("/dir/file with a name to fill blocks 499"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("old 499");
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        try (ImageFile image = volume(8 << 20, "-b 1024")) {
            Ext4Volume volume = open(image);
            volume.symbolicLink(List.of("link"), "elsewhere", TIME);

            assertThatThrownBy(() -> put(volume, "link/file", new byte[1]))
                    .isInstanceOf(FileAlreadyExistsException.class)
                    .hasMessageContaining("not a directory");
        }
    }

    @Test
    void aFullVolumeSaysSo() throws IOException {
        try (ImageFile image = volume(8 << 20, "-b 1024 -N 16")) {
            Ext4Volume volume = open(image);

            assertThatThrownBy(() -> put(volume, "a", bytes(new Random(3), 9 << 20)))
                    .isInstanceOf(VolumeFull.class)
                    .hasMessageContaining("8388608 bytes");
        }
    }

    private ImageFile volume(long size, String options) throws IOException {
        ImageFile image = ImageFile.create(path, OFFSET + size);
        List<String> arguments = new ArrayList<>(List.of("-q", "-F", "-t", "ext4"));
        arguments.addAll(List.of(options.split(" ")));
        arguments.addAll(List.of("-E", "offset=" + OFFSET, path.toString(), size / 1024 + "k"));
        // Two -E options do not add up: the last one wins.
        int extra = options.indexOf("-E ");
        if (extra >= 0) {
            int own = arguments.indexOf("-E");
            arguments.set(arguments.size() - 3, "offset=" + OFFSET + "," + arguments.get(own + 1));
            arguments.remove(own);
            arguments.remove(own);
        }
        tools.run(Tool.MKE2FS, arguments.toArray(String[]::new));
        return image;
    }

    private Ext4Volume open(ImageFile image) throws IOException {
        return Ext4Volume.open(image, new Partition(3, 0x83, OFFSET, image.size() - OFFSET), TIME);
    }

    private static void put(Ext4Volume volume, String path, byte[] bytes) throws IOException {
        try (FileSink sink = volume.file(List.of(path.split("/")), 0644, TIME)) {
            sink.write(ByteBuffer.wrap(bytes));
        }
    }

    private static byte[] bytes(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private void check() throws IOException {
        ToolRunner.Output output = tools.tryRun(Tool.E2FSCK, "-fn", path + "?offset=" + OFFSET);
        assertThat(output.code()).as(output.text()).isZero();
    }

    private String debugfs(String command) throws IOException {
        return tools.run(Tool.DEBUGFS, "-R", command, path + "?offset=" + OFFSET);
    }

    private byte[] read(String file) throws IOException {
        Path out = directory.resolve("out.bin");
        debugfs("dump \"" + file + "\" " + out);
        return Files.readAllBytes(out);
    }
}
