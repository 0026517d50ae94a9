package org.cardpress.writer.contents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.FileBlockDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards as the usual tools leave them. */
class CardContentsTest {
    private static final int MIB = 1 << 20;
    private static final int SIZE = 64 * MIB;

    @TempDir
    Path directory;

    private Path card = Path.of("");

    @BeforeEach
    void blank() throws Exception {
        card = directory.resolve("card");
        try (RandomAccessFile file = new RandomAccessFile(card.toFile(), "rw")) {
            file.setLength(SIZE);
        }
    }

    @Test
    void aBlankCardCarriesNothing() throws Exception {
        assertThat(told()).isEmpty();
    }

    @Test
    void bytesWithoutATableAreNothingToAskAbout() throws Exception {
        put(0, new byte[] {1, 2, 3, 4});
        put(5 * MIB, "some old photo".getBytes(StandardCharsets.US_ASCII));

        assertThat(told()).isEmpty();
    }

    @Test
    void aFileSystemIsToldWithItsName() throws Exception {
        shell("mke2fs", "-q", "-F", "-t", "ext4", "-L", "photos", card.toString());

        assertThat(told()).contains("a file system: ext \"photos\"");
    }

    @Test
    void partitionsAreToldWithWhatIsInThem() throws Exception {
        ByteBuffer table = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        table.put(450, (byte) 0x0C).putInt(454, 4 * MIB / 512).putInt(458, 16 * MIB / 512);
        table.put(466, (byte) 0x83).putInt(470, 20 * MIB / 512).putInt(474, 44 * MIB / 512);
        put(0, table.put(510, (byte) 0x55).put(511, (byte) 0xAA).array());
        put(4L * MIB + 82, "FAT32   ".getBytes(StandardCharsets.US_ASCII));
        put(4L * MIB + 71, "BOOT       ".getBytes(StandardCharsets.US_ASCII));
        shell("mke2fs", "-q", "-F", "-E", "offset=" + 20 * MIB, card.toString(), "40M");

        assertThat(told()).contains("2 partitions (FAT \"BOOT\", ext)");
    }

    @Test
    void aTableOfTheOtherKindIsToldAlsoWhereOnlyItsSpareIsLeft() throws Exception {
        put(SIZE - 512, "EFI PART".getBytes(StandardCharsets.US_ASCII));

        assertThat(told()).contains("a partition table (GPT)");
    }

    @Test
    void aTableThatPointsNowhereIsStillATable() throws Exception {
        ByteBuffer table = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        table.put(450, (byte) 0x0C).putInt(454, -1).putInt(458, -1);
        put(0, table.put(510, (byte) 0x55).put(511, (byte) 0xAA).array());

        assertThat(told()).contains("1 partition");
    }

    private Optional<String> told() throws Exception {
        try (BlockDevice device = FileBlockDevice.open(card.toString())) {
            return new CardContents(device).told();
        }
    }

    private void put(long at, byte[] bytes) throws Exception {
        try (RandomAccessFile file = new RandomAccessFile(card.toFile(), "rw")) {
            file.seek(at);
            file.write(bytes);
        }
    }

    private static void shell(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
