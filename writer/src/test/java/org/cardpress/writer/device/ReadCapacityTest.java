package org.cardpress.writer.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reader answers, as the standards lay it out. The machine with USB card slots asks real ones. */
class ReadCapacityTest {
    private static final int GOOD = 0;
    private static final int CHECK_CONDITION = 2;

    private final ByteBuffer memory = ByteBuffer.allocate(4096).order(ByteOrder.nativeOrder());

    @TempDir
    Path folder;

    @Test
    void theShortAnswerNamesTheLastBlockAndItsLength() {
        answers(GOOD, 0, 0x00, 0x00, 0x0F, 0xFF, 0x00, 0x00, 0x02, 0x00);
        assertThat(ReadCapacity.told(memory, false)).isEqualTo(new Told.Size(4096 * 512));
    }

    @Test
    void aCardThatIsTooLargeForTheShortAnswerIsAskedTheLongQuestion() {
        answers(GOOD, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x02, 0x00);
        assertThat(ReadCapacity.told(memory, false)).isEqualTo(new Told.Size(-1));
        answers(GOOD, 0, 0x00, 0x00, 0x00, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0x00, 0x00, 0x02, 0x00);
        assertThat(ReadCapacity.told(memory, true)).isEqualTo(new Told.Size(0x2_0000_0000L * 512));
    }

    @Test
    void anAttentionIsAChangeInBothFormsOfSenseData() {
        sense(0x70, 0, 6);
        assertThat(ReadCapacity.told(memory, false)).isEqualTo(new Told.Changed());
        sense(0x72, 6, 0);
        assertThat(ReadCapacity.told(memory, false)).isEqualTo(new Told.Changed());
    }

    @Test
    void aRefusalAndALineThatFailsTellNothing() {
        sense(0x70, 0, 5);
        assertThat(ReadCapacity.told(memory, false)).isEqualTo(new Told.Nothing());
        answers(GOOD, 7, 0x00, 0x00, 0x0F, 0xFF, 0x00, 0x00, 0x02, 0x00);
        assertThat(ReadCapacity.told(memory, false)).isEqualTo(new Told.Nothing());
    }

    @Test
    void whatIsNoScsiDeviceIsNotAsked() throws Exception {
        Path file = folder.resolve("card.img");
        try (RandomAccessFile blank = new RandomAccessFile(file.toFile(), "rw")) {
            blank.setLength(1 << 20);
        }
        try (Descriptor descriptor = Descriptor.open(file.toString(), Abi.O_RDONLY)) {
            AlignedBuffer memory = new AlignedBuffer(AlignedBuffer.PAGE);
            assertThat(ReadCapacity.ask(descriptor, memory)).isEqualTo(new Told.Nothing());
        }
    }

    @Test
    void theKernelMayKnowBetterByOneBlockAndIsOutdatedOtherwise() {
        assertThat(known(1 << 20, new Told.Size(1 << 20)).isOutdated()).isFalse();
        assertThat(known(1 << 20, new Told.Size((1 << 20) + 512)).isOutdated()).isFalse();
        assertThat(known(1 << 20, new Told.Size((1 << 20) - 512)).isOutdated()).isTrue();
        assertThat(known(1 << 20, new Told.Size(2 << 20)).isOutdated()).isTrue();
        assertThat(known(1 << 20, new Told.Nothing()).isOutdated()).isFalse();
    }

    private static Geometry known(long capacity, Told told) {
        return new Geometry(capacity, 512, false, told);
    }

    private void sense(int... bytes) {
        answers(CHECK_CONDITION, 0);
        lay(192, bytes);
    }

    private void answers(int status, int hostStatus, int... bytes) {
        memory.put(64, (byte) status).putShort(68, (short) hostStatus);
        lay(256, bytes);
    }

    private void lay(int at, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            memory.put(at + i, (byte) bytes[i]);
        }
    }
}
