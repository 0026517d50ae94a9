package org.cardpress.writer.card;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.FakeBlockDevice;
import org.junit.jupiter.api.Test;

/** Which tables are understood, and that only what the image leaves is touched. */
class WipingTest {
    private static final int MIB = ImageMap.MIB;
    private static final int END = 128 << 10;

    private final FakeBlockDevice card = new FakeBlockDevice(20 * MIB).filledWith(0x55);
    private final MemoryImage image = MemoryImage.random(12 * MIB, 1);
    private final WritePlan plan = image.plan(new Range(0, 4096), new Range(4 * MIB, MIB), new Range(11 * MIB, MIB));

    @Test
    void theEndsOfOldPartitionsAreClearedAsFarAsTheImageLeavesThem() throws Exception {
        mbr(0).putInt(446 + 4, 0x0C).putInt(446 + 8, 2 * MIB / 512).putInt(446 + 12, 2 * MIB / 512);
        mbr(0).putInt(462 + 4, 0x83).putInt(462 + 8, (5 * MIB - 4096) / 512).putInt(462 + 12, 4 * MIB / 512);

        write(Wipe.SIGNATURES);

        assertCleared(2 * MIB, END);
        assertCleared(4 * MIB - END, END);
        assertKept(2 * MIB + END, 2 * MIB - 2 * END);
        assertCleared(5 * MIB, END - 4096);
        assertKept(5 * MIB + END - 4096, MIB);
        assertCleared(9 * MIB - 4096 - END, END);
        assertKept(9 * MIB - 4096, MIB);
    }

    @Test
    void logicalPartitionsAreFound() throws Exception {
        mbr(0).putInt(446 + 4, 0x05).putInt(446 + 8, 6 * MIB / 512).putInt(446 + 12, 10 * MIB / 512);
        mbr(6 * MIB).putInt(446 + 4, 0x83).putInt(446 + 8, MIB / 512).putInt(446 + 12, MIB / 512);
        mbr(6 * MIB).putInt(462 + 4, 0x05).putInt(462 + 8, 3 * MIB / 512).putInt(462 + 12, MIB / 512);
        mbr(9 * MIB).putInt(446 + 4, 0x83).putInt(446 + 8, MIB / 512).putInt(446 + 12, MIB / 512);

        assertThat(old()).containsExactly(new Range(7 * MIB, MIB), new Range(10 * MIB, MIB));
    }

    @Test
    void aChainOfLogicalPartitionsThatEndsNowhereIsLeft() throws Exception {
        mbr(0).putInt(446 + 4, 0x05).putInt(446 + 8, 6 * MIB / 512).putInt(446 + 12, 10 * MIB / 512);
        mbr(6 * MIB).putInt(446 + 4, 0x05).putInt(446 + 8, 0).putInt(446 + 12, 10 * MIB / 512);

        assertThat(old()).isEmpty();
    }

    @Test
    void partitionsOfAGptAreFound() throws Exception {
        mbr(0).putInt(446 + 4, 0xEE).putInt(446 + 8, 1).putInt(446 + 12, 20 * MIB / 512 - 1);
        ByteBuffer gpt = ByteBuffer.wrap(card.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        gpt.put(512, "EFI PART".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        gpt.putLong(512 + 72, 2).putInt(512 + 80, 4).putInt(512 + 84, 128);
        Arrays.fill(card.bytes(), 1024, 1024 + 512, (byte) 0);
        gpt.putLong(1024, 7).putLong(1024 + 32, 6 * MIB / 512).putLong(1024 + 40, 8 * MIB / 512 - 1);

        assertThat(old()).containsExactly(new Range(6 * MIB, 2 * MIB));
    }

    @Test
    void aCardWithoutATableLosesNothing() throws Exception {
        write(Wipe.SIGNATURES);

        assertKept(MIB, 3 * MIB);
        assertKept(5 * MIB, 6 * MIB);
        assertKept(12 * MIB, 7 * MIB);
    }

    @Test
    void aCardThatCannotDiscardHasItsSignaturesCleared() throws Exception {
        mbr(0).putInt(446 + 4, 0x0C).putInt(446 + 8, 2 * MIB / 512).putInt(446 + 12, 2 * MIB / 512);

        write(Wipe.DISCARD);

        assertCleared(2 * MIB, END);
        assertKept(5 * MIB, 6 * MIB);
    }

    @Test
    void zeroLeavesNothingOfWhatWasThere() throws Exception {
        write(Wipe.ZERO);

        byte[] expected = new byte[20 * MIB];
        for (Range range : List.of(new Range(0, 4096), new Range(4 * MIB, MIB), new Range(11 * MIB, MIB))) {
            System.arraycopy(image.bytes(), (int) range.offset(), expected, (int) range.offset(), (int) range.length());
        }
        assertThat(Arrays.mismatch(card.bytes(), expected)).isEqualTo(-1);
    }

    private void write(Wipe wipe) throws Exception {
        new CardWriter(wipe, System::nanoTime).write(card, image, plan, new Unwatched());
        assertThat(Arrays.equals(card.bytes(), 4 * MIB, 5 * MIB, image.bytes(), 4 * MIB, 5 * MIB))
                .isTrue();
    }

    private List<Range> old() throws Exception {
        return OldPartitions.of(card, new AlignedBuffer(Unit.SIZE));
    }

    /** An empty table at this byte of the card, to be filled. */
    private ByteBuffer mbr(int at) {
        ByteBuffer sector = ByteBuffer.wrap(card.bytes(), at, 512).slice().order(ByteOrder.LITTLE_ENDIAN);
        if (sector.get(510) != 0x55 || sector.get(511) != (byte) 0xAA) {
            sector.put(446, new byte[64]).put(510, (byte) 0x55).put(511, (byte) 0xAA);
        }
        return sector;
    }

    private void assertCleared(int from, int length) {
        assertThat(Arrays.copyOfRange(card.bytes(), from, from + length)).containsOnly(0);
    }

    private void assertKept(int from, int length) {
        assertThat(Arrays.copyOfRange(card.bytes(), from, from + length)).containsOnly(0x55);
    }
}
