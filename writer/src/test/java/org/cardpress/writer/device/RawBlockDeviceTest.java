package org.cardpress.writer.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawBlockDeviceTest extends BlockDeviceContract {
    private final Path file;
    private LoopDevice loop;
    private @Nullable BlockDevice open;

    RawBlockDeviceTest(@TempDir Path directory) throws Exception {
        LoopAssumption.assumeLoopDevices();
        file = directory.resolve("card");
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(CAPACITY);
        }
        loop = LoopDevice.attach(file);
    }

    @AfterEach
    void detach() throws Exception {
        if (open != null) {
            open.close();
        }
        loop.close();
    }

    @Override
    protected BlockDevice device() throws Exception {
        BlockDevice device = RawBlockDevice.open(loop.path().toString());
        open = device;
        return device;
    }

    @Test
    void aDeviceInUseIsBusyAndStaysBusy() throws Exception {
        device();

        assertThatThrownBy(() -> RawBlockDevice.open(loop.path().toString()))
                .isInstanceOfSatisfying(DeviceException.class, failed -> assertThat(failed.errno())
                        .isEqualTo(Errno.EBUSY));
    }

    @Test
    void aDeviceSetReadOnlyIsNotOpened() throws Exception {
        loop.close();
        loop = LoopDevice.attach(file, "--read-only");

        assertThatThrownBy(this::device)
                .isInstanceOfSatisfying(DeviceException.class, failed -> assertThat(failed.errno())
                        .isEqualTo(Errno.EROFS));
    }

    @Test
    void theNumbersOfTheInterfaceFollowTheArchitecture() {
        assertThat(Abi.oDirect("amd64")).isEqualTo(0x4000);
        assertThat(Abi.oDirect("aarch64")).isEqualTo(0x10000);
        assertThatThrownBy(() -> Abi.oDirect("s390x"))
                .hasMessageContaining("architecture s390x")
                .hasMessageContaining("aarch64");
    }
}
