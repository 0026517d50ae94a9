package org.cardpress.writer.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.cardpress.writer.fault.CardFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines drawn in a directory: the kernel's files of disks that nobody has here. */
class DevicesInUseTest {
    private static final DeviceNumber SDA = new DeviceNumber(8, 0);
    private static final DeviceNumber SDB = new DeviceNumber(8, 16);

    private final Path root;
    private final DevicesInUse inUse;

    DevicesInUseTest(@TempDir Path root) throws IOException {
        this.root = root;
        inUse = new DevicesInUse(new KernelTree(root.resolve("sys"), root.resolve("proc")));
        mounts("25 1 0:23 / /proc rw - proc proc rw");
        write("proc/swaps", "Filename\tType\tSize\tUsed\tPriority\n");
        write("sys/dev/block/8:0/sda1/partition", "1");
        write("sys/dev/block/8:0/sda1/dev", "8:1");
        write("sys/dev/block/8:1/partition", "1");
        write("sys/dev/block/8:16/dev", "8:16");
    }

    @Test
    void aDeviceThatNothingUsesIsFree() throws Exception {
        assertThat(inUse.useOf(SDA)).isNull();
        assertThat(inUse.useOf(SDB)).isNull();
    }

    @Test
    void aDiskWithTheRootOnAPartitionHoldsTheSystem() throws Exception {
        mounts("27 1 8:1 / / rw,relatime shared:1 - ext4 /dev/nowhere rw");

        assertThat(use(SDA).fault()).isEqualTo(CardFault.SYSTEM_DISK);
        assertThat(use(SDA).detail()).isEqualTo("mounted at /");
        assertThat(inUse.useOf(SDB)).isNull();
    }

    @Test
    void aDiskUnderneathLogicalVolumesHoldsTheSystemToo() throws Exception {
        write("sys/dev/block/8:1/holders/dm-0/dev", "253:0");
        write("sys/dev/block/253:0/holders/dm-1/dev", "253:1");
        mounts("27 1 253:1 / /boot/efi rw - ext4 /dev/nowhere rw");

        assertThat(use(SDA).fault()).isEqualTo(CardFault.SYSTEM_DISK);
    }

    @Test
    void aCardMountedElsewhereIsSaidToBeMounted() throws Exception {
        mounts("40 1 8:1 / /media/My\\040card rw - vfat /dev/nowhere rw");

        assertThat(use(SDA).fault()).isEqualTo(CardFault.MOUNTED);
        assertThat(use(SDA).detail()).isEqualTo("mounted at /media/My card");
    }

    @Test
    void aSwapFileIsNoCard() throws Exception {
        Path file = Files.createFile(root.resolve("card.img")).toRealPath();
        assertThat(inUse.useOf(file)).isNull();
        write("proc/swaps", "Filename\tType\tSize\tUsed\tPriority\n" + file + " file 1 0 -2\n");

        Sight.Unfit unfit = Objects.requireNonNull(inUse.useOf(file));

        assertThat(unfit.fault()).isEqualTo(CardFault.SYSTEM_DISK);
    }

    @Test
    void aFileBehindALoopDeviceIsTaken() throws Exception {
        Path file = Files.createFile(root.resolve("card.img")).toRealPath();
        write("sys/block/loop3/loop/backing_file", file.toString());

        Sight.Unfit unfit = Objects.requireNonNull(inUse.useOf(file));

        assertThat(unfit.fault()).isEqualTo(CardFault.MOUNTED);
        assertThat(unfit.detail()).isEqualTo("attached to loop3");
    }

    @Test
    void deviceNumbersAreUnpackedAsGlibcPacksThem() {
        assertThat(DeviceNumber.decode(0xfe00)).isEqualTo(new DeviceNumber(254, 0));
        assertThat(DeviceNumber.decode((259L << 8) | 7)).isEqualTo(new DeviceNumber(259, 7));
        assertThat(DeviceNumber.decode((8L << 8) | 0x44 | (0x123L << 20))).isEqualTo(new DeviceNumber(8, 0x12344));
    }

    private Sight.Unfit use(DeviceNumber device) throws IOException {
        return Objects.requireNonNull(inUse.useOf(device));
    }

    private void mounts(String line) throws IOException {
        write("proc/self/mountinfo", line + "\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        Files.writeString(path, text);
    }
}
