package org.cardpress.writer.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link BlockDevice} keeps to, the fake one as well. Each test gets a device of 8 MiB, of zeros. */
public abstract class BlockDeviceContract {
    protected static final int CAPACITY = 8 << 20;

    private final AlignedBuffer buffer = new AlignedBuffer(1 << 20);

    protected abstract BlockDevice device() throws Exception;

    @Test
    void whatWasWrittenIsReadBack() throws Exception {
        byte[] bytes = new byte[1 << 20];
        new Random(7).nextBytes(bytes);
        BlockDevice device = device();
        buffer.window(0, bytes.length).put(bytes);
        device.write(buffer, 0, bytes.length, 3 << 20);
        device.flush();
        device.dropCaches();
        buffer.window(0, bytes.length).put(new byte[bytes.length]);

        device.read(buffer, 0, bytes.length, 3 << 20);

        byte[] read = new byte[bytes.length];
        buffer.window(0, bytes.length).get(read);
        assertThat(read).isEqualTo(bytes);
    }

    @Test
    void onlyTheBytesAskedForAreTouched() throws Exception {
        BlockDevice device = device();
        buffer.window(0, 8192).put(new byte[8192]);
        for (int i = 4096; i < 4608; i++) {
            buffer.bytes().put(i, (byte) 9);
        }
        device.write(buffer, 4096, 512, 8192);

        device.read(buffer, 0, 8192, 4096);

        for (int i = 0; i < 8192; i++) {
            assertThat(buffer.window(0, 8192).get(i)).isEqualTo((byte) (i >= 4096 && i < 4608 ? 9 : 0));
        }
    }

    @Test
    void theLastSectorCanBeWritten() throws Exception {
        BlockDevice device = device();
        assertThat(device.capacity()).isEqualTo(CAPACITY);
        assertThat(device.blockSize()).isEqualTo(512);

        device.write(buffer, 0, 512, CAPACITY - 512);
        device.read(buffer, 0, 512, CAPACITY - 512);
    }

    @Test
    void writingBeyondTheEndSaysThatThereIsNoSpace() throws Exception {
        BlockDevice device = device();

        assertThatThrownBy(() -> device.write(buffer, 0, 4096, CAPACITY))
                .isInstanceOfSatisfying(DeviceException.class, failed -> {
                    assertThat(failed.errno()).isEqualTo(Errno.ENOSPC);
                    assertThat(failed.operation()).isEqualTo(DeviceException.Operation.WRITE);
                    assertThat(failed.offset()).isEqualTo(CAPACITY);
                });
    }

    @Test
    void writingAcrossTheEndNamesTheEnd() throws Exception {
        BlockDevice device = device();

        assertThatThrownBy(() -> device.write(buffer, 0, 8192, CAPACITY - 4096))
                .isInstanceOfSatisfying(DeviceException.class, failed -> {
                    assertThat(failed.errno()).isEqualTo(Errno.ENOSPC);
                    assertThat(failed.offset()).isEqualTo(CAPACITY);
                });
    }

    @Test
    void readingAcrossTheEndIsAFailureNotAShortAnswer() throws Exception {
        BlockDevice device = device();

        assertThatThrownBy(() -> device.read(buffer, 0, 8192, CAPACITY - 4096))
                .isInstanceOfSatisfying(DeviceException.class, failed -> {
                    assertThat(failed.errno()).isZero();
                    assertThat(failed.offset()).isEqualTo(CAPACITY);
                });
    }

    @Test
    void closingTwiceIsFine() throws Exception {
        BlockDevice device = device();
        device.close();
        device.close();
    }
}
