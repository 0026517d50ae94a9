package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cardpress.protocol.image.ImageManifest;
import org.cardpress.protocol.image.ImageManifest.Range;
import org.cardpress.protocol.image.MappedCrc;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.writer.device.LoopAssumption;
import org.cardpress.writer.device.LoopDevice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A writer in a process of its own, killed with SIGKILL while its card is half written. */
@Timeout(600)
class KilledWriterTest {
    private static final int MIB = 1 << 20;
    private static final int UNIT = 4 * MIB;
    private static final int SIZE = 128 * MIB;
    private static final List<Range> RANGES = List.of(new Range(0, 4096), new Range(4 * MIB, 120 * MIB));
    private static final int HALF = 15;

    private final Path directory;
    private final Path file;
    private final byte[] image = new byte[SIZE];

    KilledWriterTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        file = blank("card");
        new Random(5).nextBytes(image);
        ByteBuffer table = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        table.put(446, new byte[66]);
        table.put(450, (byte) 0x0C).putInt(454, MIB / 512).putInt(458, (SIZE - MIB) / 512);
        table.put(510, (byte) 0x55).put(511, (byte) 0xAA);
        Shelf shelf = new Shelf(directory.resolve("shelf"));
        Files.createDirectories(shelf.directory(KilledChild.ORDER));
        Files.write(shelf.imageFile(KilledChild.ORDER, "big"), image);
        MappedCrc crc = new MappedCrc();
        for (Range range : RANGES) {
            crc.update(range.offset(), ByteBuffer.wrap(image, (int) range.offset(), (int) range.length()));
        }
        shelf.publish(new ImageManifest(
                ImageManifest.SCHEMA, KilledChild.ORDER, "big", SIZE, KilledChild.SHA_256, RANGES, crc.values()));
    }

    @Test
    void theSameCardGoesOnWhereItWasAtTheCostOfAtMostATwentieth() throws Exception {
        killAtHalf(file);
        assertThat(resumedAt(file)).isBetween((long) (HALF + 1) * UNIT - 120 * MIB / 20, (long) (HALF + 1) * UNIT);
        assertHoldsTheImage(file);
    }

    @Test
    void aLoopDeviceGoesOnToo() throws Exception {
        LoopAssumption.assumeLoopDevices();
        try (LoopDevice loop = LoopDevice.attach(file)) {
            killAtHalf(loop.path());
            assertThat(resumedAt(loop.path())).isPositive();
        }
        assertHoldsTheImage(file);
    }

    @Test
    void anotherCardInTheSameSlotStartsAfresh() throws Exception {
        killAtHalf(file);
        Files.delete(file);
        blank("card");

        assertThat(resumedAt(file)).isZero();
        assertHoldsTheImage(file);
    }

    private void killAtHalf(Path device) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledChild.class.getName(),
                        directory.toString(),
                        device.toString(),
                        Integer.toString(HALF))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder said = new StringBuilder();
            for (String line = out.readLine(); !("unit " + HALF).equals(line); line = out.readLine()) {
                assertThat(line).as("child ended early: %s", said).isNotNull();
                said.append(line).append('\n');
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        byte[] first = new byte[MIB];
        try (RandomAccessFile card = new RandomAccessFile(file.toFile(), "r")) {
            card.readFully(first);
        }
        assertThat(first).as("a card in the making never looks finished").containsOnly(0);
    }

    /** Byte at which the writing went on; 0 for a fresh start. */
    private long resumedAt(Path device) throws Exception {
        FakeContext context = new FakeContext();
        KilledChild.handler(directory, device).run(KilledChild.claim(), context);
        return context.log.stream()
                .filter(line -> line.startsWith("This card was begun before; going on at MiB "))
                .mapToLong(line -> Long.parseLong(line.split(" ")[9]) * MIB)
                .findFirst()
                .orElse(0);
    }

    private void assertHoldsTheImage(Path card) throws IOException {
        byte[] bytes = Files.readAllBytes(card);
        for (Range range : RANGES) {
            int from = (int) range.offset();
            int to = (int) (range.offset() + range.length());
            assertThat(Arrays.equals(bytes, from, to, image, from, to)).isTrue();
        }
    }

    private Path blank(String name) throws IOException {
        Path blank = directory.resolve(name);
        try (RandomAccessFile card = new RandomAccessFile(blank.toFile(), "rw")) {
            card.setLength(SIZE + 2L * MIB);
        }
        return blank;
    }
}
