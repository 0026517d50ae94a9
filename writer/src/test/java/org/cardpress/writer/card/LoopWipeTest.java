package org.cardpress.writer.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.LoopAssumption;
import org.cardpress.writer.device.LoopDevice;
import org.cardpress.writer.device.RawBlockDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A used card of the kernel: partitioned, with a file system that {@code blkid} knows and private files in it. */
@Timeout(600)
class LoopWipeTest {
    private static final int MIB = ImageMap.MIB;
    private static final int CAPACITY = 48 * MIB;
    private static final int OLD = 9 * MIB;

    private final Path file;
    private final MemoryImage image = MemoryImage.random(16 * MIB, 1);
    private final WritePlan plan =
            image.plan(new Range(0, 4096), new Range(2 * MIB, 6 * MIB), new Range(15 * MIB, MIB));
    private byte[] before = new byte[0];

    LoopWipeTest(@TempDir Path directory) {
        file = directory.resolve("card");
    }

    @BeforeEach
    void useTheCard() throws Exception {
        LoopAssumption.assumeLoopDevices();
        byte[] used = new byte[CAPACITY];
        new Random(3).nextBytes(used);
        Files.write(file, used);
        run("sh", "-c", "printf 'label: dos\nstart=18432, size=40960, type=83\n' | sfdisk -q " + file);
        run("mke2fs", "-q", "-F", "-t", "ext4", "-E", "offset=" + OLD, file.toString(), "20m");
        before = Files.readAllBytes(file);
        assertThat(blkid()).isEqualTo("ext4");
    }

    @Test
    void noneLeavesWhatTheImageDoesNotMap() throws Exception {
        byte[] after = written(Wipe.NONE);

        assertThat(blkid()).isEqualTo("ext4");
        assertThat(Arrays.equals(after, 8 * MIB, 15 * MIB, before, 8 * MIB, 15 * MIB))
                .isTrue();
    }

    @Test
    void signaturesAreNotRecognisedAnyMore() throws Exception {
        byte[] after = written(Wipe.SIGNATURES);

        assertThat(blkid()).isEmpty();
        assertThat(Arrays.equals(after, 12 * MIB, 15 * MIB, before, 12 * MIB, 15 * MIB))
                .as("what is no signature stays")
                .isTrue();
    }

    @Test
    void discardGivesTheBlocksBack() throws Exception {
        byte[] after = written(Wipe.DISCARD);

        assertThat(blkid()).isEmpty();
        assertThat(isZero(after, 8 * MIB, 15 * MIB))
                .as("a loop device reads zeros there")
                .isTrue();
        assertThat(isZero(after, 16 * MIB, CAPACITY)).isTrue();
    }

    @Test
    void zeroOverwritesEverything() throws Exception {
        byte[] after = written(Wipe.ZERO);

        assertThat(isZero(after, MIB, 2 * MIB)).isTrue();
        assertThat(isZero(after, 8 * MIB, 15 * MIB)).isTrue();
        assertThat(isZero(after, 16 * MIB, CAPACITY)).isTrue();
    }

    /** The card after it was written; it holds the image in any case. */
    private byte[] written(Wipe wipe) throws Exception {
        try (LoopDevice loop = LoopDevice.attach(file);
                BlockDevice card = RawBlockDevice.open(loop.path().toString())) {
            new CardWriter(wipe, System::nanoTime).write(card, image, plan, new Unwatched());
        }
        byte[] after = Files.readAllBytes(file);
        assertThat(Arrays.equals(after, 0, 4096, image.bytes(), 0, 4096)).isTrue();
        assertThat(Arrays.equals(after, 2 * MIB, 8 * MIB, image.bytes(), 2 * MIB, 8 * MIB))
                .isTrue();
        assertThat(Arrays.equals(after, 15 * MIB, 16 * MIB, image.bytes(), 15 * MIB, 16 * MIB))
                .isTrue();
        assertThat(isZero(after, CAPACITY - MIB, CAPACITY)).isTrue();
        return after;
    }

    private static boolean isZero(byte[] bytes, int from, int to) {
        return Arrays.equals(bytes, from, to, new byte[to - from], 0, to - from);
    }

    /** The kind of file system where the old partition was; empty where none is recognised. */
    private String blkid() throws Exception {
        return output("blkid", "-p", "-O", Integer.toString(OLD), "-s", "TYPE", "-o", "value", file.toString());
    }

    private static void run(String... command) throws Exception {
        Process process = start(command);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s", String.join(" ", command), said)
                .isZero();
    }

    private static String output(String... command) throws Exception {
        return new String(start(command).getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static Process start(String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", ":/usr/sbin:/sbin", String::concat);
        return builder.start();
    }
}
