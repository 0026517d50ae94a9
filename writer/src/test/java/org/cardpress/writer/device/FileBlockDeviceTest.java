package org.cardpress.writer.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlockDeviceTest extends BlockDeviceContract {
    private final Path directory;
    private @Nullable BlockDevice open;

    FileBlockDeviceTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Override
    protected BlockDevice device() throws Exception {
        BlockDevice device = FileBlockDevice.open(file(CAPACITY));
        open = device;
        return device;
    }

    @AfterEach
    void close() {
        if (open != null) {
            open.close();
        }
    }

    @Test
    void aSecondWriterIsKeptAwayAsADeviceWould() throws Exception {
        BlockDevice device = device();
        String path = device.name();

        assertThatThrownBy(() -> FileBlockDevice.open(path))
                .isInstanceOfSatisfying(DeviceException.class, failed -> assertThat(failed.errno())
                        .isEqualTo(Errno.EBUSY));
        device.close();
        FileBlockDevice.open(path).close();
    }

    @Test
    void aMissingFileIsNamed() {
        Path none = directory.resolve("none");

        assertThatThrownBy(() -> FileBlockDevice.open(none.toString()))
                .isInstanceOf(DeviceException.class)
                .hasMessage(none + ": open at 0: ENOENT");
    }

    private String file(long size) throws Exception {
        Path file = directory.resolve("card");
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(size);
        }
        return file.toString();
    }
}
