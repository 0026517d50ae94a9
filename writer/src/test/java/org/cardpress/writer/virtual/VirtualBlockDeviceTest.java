package org.cardpress.writer.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.BlockDeviceContract;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.Errno;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualBlockDeviceTest extends BlockDeviceContract {
    private static final int PAGE = 4096;

    private final VirtualSlot slot;
    private final AtomicLong waited = new AtomicLong();
    private final AlignedBuffer buffer = new AlignedBuffer(2 * PAGE);
    private @Nullable BlockDevice open;

    VirtualBlockDeviceTest(@TempDir Path directory) {
        slot = new VirtualSlot(directory.resolve("A"));
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }

    @Override
    protected BlockDevice device() throws Exception {
        return device(Map.of());
    }

    private BlockDevice device(Map<Quirk, Long> quirks) throws IOException {
        slot.insert(CAPACITY, quirks, false);
        BlockDevice device = VirtualBlockDevice.open(slot, waited::addAndGet);
        open = device;
        return device;
    }

    @Test
    void aSlowCardTakesItsTime() throws Exception {
        BlockDevice card = device(Map.of(Quirk.WRITE_RATE, 4096L, Quirk.READ_RATE, 8192L));

        card.write(buffer, 0, PAGE, 0);
        assertThat(waited).hasValue(1_000_000_000);
        card.read(buffer, 0, PAGE, 0);

        assertThat(waited).hasValue(1_500_000_000);
    }

    @Test
    void aBadPlaceFailsAndIsNamed() throws Exception {
        BlockDevice card = device(Map.of(Quirk.FAIL_WRITE_AT, 5000L, Quirk.FAIL_READ_AT, 9000L));

        card.write(buffer, 0, PAGE, 0);
        assertThatThrownBy(() -> card.write(buffer, 0, PAGE, PAGE)).satisfies(failed -> isEioAt(failed, 4608));
        assertThatThrownBy(() -> card.read(buffer, 0, 2 * PAGE, PAGE)).satisfies(failed -> isEioAt(failed, 8704));
    }

    @Test
    void oneBitIsReadWrong() throws Exception {
        BlockDevice card = device(Map.of(Quirk.FLIP_AT, 5000L));

        card.read(buffer, 0, 2 * PAGE, 0);

        for (int i = 0; i < 2 * PAGE; i++) {
            assertThat(buffer.bytes().get(i)).isEqualTo((byte) (i == 5000 ? 1 : 0));
        }
    }

    @Test
    void aDroppedWriteIsNotTold() throws Exception {
        BlockDevice card = device(Map.of(Quirk.DROP_AT, 5000L));
        buffer.bytes().put(0, (byte) 7);

        card.write(buffer, 0, PAGE, PAGE);
        card.read(buffer, 0, PAGE, PAGE);

        assertThat(buffer.bytes().get(0)).isZero();
    }

    @Test
    void aCounterfeitWritesOverItsBeginning() throws Exception {
        BlockDevice card = device(Map.of(Quirk.TRUE_SIZE, 1L << 20));
        buffer.bytes().put(PAGE, (byte) 7);

        card.write(buffer, 0, 2 * PAGE, (3 << 20) - PAGE);
        buffer.bytes().put(PAGE, (byte) 0);
        card.read(buffer, PAGE, PAGE, 0);

        assertThat(buffer.bytes().get(PAGE)).isEqualTo((byte) 7);
    }

    @Test
    void aCardThatIsTakenOutAnswersNoMore() throws Exception {
        BlockDevice card = device(Map.of());
        slot.remove();
        slot.insert(CAPACITY, Map.of(), false);

        assertThatThrownBy(() -> card.write(buffer, 0, PAGE, 0))
                .isInstanceOfSatisfying(DeviceException.class, failed -> assertThat(failed.errno())
                        .isEqualTo(Errno.ENOMEDIUM));
    }

    @Test
    void aHungCardAnswersWhenItIsTakenOut() throws Exception {
        slot.insert(CAPACITY, Map.of(Quirk.HANG_AT, 0L), false);
        BlockDevice card = VirtualBlockDevice.open(slot, nanos -> takeOut());
        open = card;

        assertThatThrownBy(() -> card.write(buffer, 0, PAGE, 0))
                .isInstanceOfSatisfying(DeviceException.class, failed -> assertThat(failed.errno())
                        .isEqualTo(Errno.ENOMEDIUM));
    }

    @Test
    void anUnknownQuirkIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Quirk.of("smell"))
                .hasMessageContaining("quirk 'smell'")
                .hasMessageContaining("fail-write-at");
    }

    private void takeOut() {
        try {
            slot.remove();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static void isEioAt(Throwable failed, long place) {
        assertThat(failed).isInstanceOfSatisfying(DeviceException.class, device -> {
            assertThat(device.errno()).isEqualTo(Errno.EIO);
            assertThat(device.offset()).isEqualTo(place);
        });
    }
}
