package org.cardpress.writer.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.Errno;
import org.cardpress.writer.device.LoopAssumption;
import org.cardpress.writer.device.LoopDevice;
import org.cardpress.writer.device.RawBlockDevice;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at real things: files, loop devices, and the disk this machine runs from. */
class LinuxSlotProbeTest {
    private static final long SIZE = 8 << 20;

    private final Path directory;
    private final Path file;
    private final LinuxSlotProbe probe = new LinuxSlotProbe(KernelTree.REAL);

    LinuxSlotProbeTest(@TempDir Path directory) throws Exception {
        this.directory = directory;
        file = directory.resolve("card");
        try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength(SIZE);
        }
    }

    @Test
    void aFileIsACardOfItsSize() {
        assertThat(card(look(file)).capacity()).isEqualTo(SIZE);
    }

    @Test
    void anEmptyFileIsAnEmptySlotAndAMissingOneAMissingReader() throws Exception {
        assertThat(look(Files.createFile(directory.resolve("empty")))).isEqualTo(new Sight.Empty(false));
        assertThat(look(directory.resolve("none"))).isEqualTo(new Sight.Empty(true));
    }

    @Test
    void aFileNobodyMayWriteIsACardWithItsLockOn() throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));

        assertThat(look(file)).isEqualTo(new Sight.Unfit(CardFault.WRITE_PROTECTED, ""));
    }

    @Test
    void directoriesAndCharacterDevicesAreNoCards() {
        for (Path no : List.of(directory, Path.of("/dev/null"))) {
            assertThat(look(no)).isInstanceOfSatisfying(Sight.Unfit.class, unfit -> assertThat(unfit.fault())
                    .isEqualTo(CardFault.NOT_A_CARD));
        }
    }

    @Test
    void aFileThatIsReplacedOrTouchedIsAnotherCard() throws Exception {
        CardIdentity before = card(look(file));
        assertThat(card(look(file))).isEqualTo(before);

        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        CardIdentity touched = card(look(file));
        Files.move(file, directory.resolve("old"));
        Files.copy(directory.resolve("old"), file);

        assertThat(touched.generation()).isNotEqualTo(before.generation());
        assertThat(card(look(file)).generation()).isNotIn(before.generation(), touched.generation());
    }

    @Test
    void aLoopDeviceIsACardAndAttachingAnewMakesItAnother() throws Exception {
        LoopAssumption.assumeLoopDevices();
        CardIdentity before;
        Path path;
        try (LoopDevice loop = LoopDevice.attach(file)) {
            path = loop.path();
            before = card(look(path));
            assertThat(before.capacity()).isEqualTo(SIZE);
            assertThat(before.model()).isEqualTo(file.toRealPath().toString());
        }
        try (LoopDevice loop = LoopDevice.attach(file)) {
            assertThat(card(look(loop.path())).generation()).isNotEqualTo(before.generation());
        }
    }

    @Test
    void aDetachedLoopDeviceIsAnEmptySlot() throws Exception {
        LoopAssumption.assumeLoopDevices();
        Path path;
        try (LoopDevice loop = LoopDevice.attach(file)) {
            path = loop.path();
        }

        assertThat(look(path)).isInstanceOf(Sight.Empty.class);
    }

    @Test
    void aDeviceSetReadOnlyIsWriteProtected() throws Exception {
        LoopAssumption.assumeLoopDevices();
        try (LoopDevice loop = LoopDevice.attach(file, "--read-only")) {
            assertThat(look(loop.path())).isEqualTo(new Sight.Unfit(CardFault.WRITE_PROTECTED, ""));
        }
    }

    @Test
    void aMountedCardIsRefusedByNameAndByTheKernel() throws Exception {
        LoopAssumption.assumeLoopDevices();
        run("mke2fs", "-q", "-F", file.toString());
        Path point = Files.createDirectory(directory.resolve("mount"));
        try (LoopDevice loop = LoopDevice.attach(file)) {
            run("mount", loop.path().toString(), point.toString());
            try {
                assertThat(look(loop.path())).isEqualTo(new Sight.Unfit(CardFault.MOUNTED, "mounted at " + point));
                assertThatThrownBy(() -> RawBlockDevice.open(loop.path().toString()))
                        .isInstanceOfSatisfying(DeviceException.class, busy -> assertThat(busy.errno())
                                .isEqualTo(Errno.EBUSY));
            } finally {
                run("umount", point.toString());
            }
        }
    }

    @Test
    void theDiskOfTheRootFileSystemIsRefused() throws Exception {
        LoopAssumption.assumeLoopDevices();
        Path disk = Path.of(
                run("findmnt", "--noheadings", "--output", "SOURCE", "/").strip());
        if (!Files.exists(disk) || DeviceNumber.of(disk) == null) {
            System.out.println("Skipped: the root file system is on " + disk + ", which is no block device");
            Assumptions.abort("root is on no block device");
        }

        assertThat(look(disk)).isInstanceOfSatisfying(Sight.Unfit.class, unfit -> {
            assertThat(unfit.fault()).isIn(CardFault.SYSTEM_DISK, CardFault.NOT_A_CARD);
            assertThat(unfit.fault().sentence("A", unfit.detail())).contains("Correct the slots of this host");
        });
        assertThatThrownBy(() -> RawBlockDevice.open(disk.toString())).isInstanceOf(DeviceException.class);
    }

    @Test
    void aCardSwappedBetweenLookAndWriteIsNotWritten() throws Exception {
        DeviceSlot slot = new DeviceSlot(new Slot("A", file), probe);
        CardIdentity looked = card(slot.look());
        slot.confirm(looked);
        Files.move(file, directory.resolve("old"));
        Files.copy(directory.resolve("old"), file);

        assertThatThrownBy(() -> slot.confirm(looked))
                .isInstanceOfSatisfying(CardFailure.class, failure -> assertThat(failure.fault())
                        .isEqualTo(CardFault.CARD_SWAPPED));
    }

    /** A reader keeps its name when its card is changed; only the kernel's count of changes tells. */
    @Test
    void anotherCardInTheSameReaderIsFoundByItsDiskseqRightBeforeTheFirstByte() throws Exception {
        LoopAssumption.assumeLoopDevices();
        Path reader;
        DeviceSlot slot;
        CardIdentity looked;
        try (LoopDevice loop = LoopDevice.attach(file)) {
            reader = loop.path();
            slot = new DeviceSlot(new Slot("A", reader), probe);
            looked = card(slot.look());
            slot.confirm(looked);
        }
        Path other = Files.copy(file, directory.resolve("other"));
        run("losetup", reader.toString(), other.toString());
        try {
            assertThat(card(slot.look()).capacity()).isEqualTo(looked.capacity());
            assertThatThrownBy(() -> slot.confirm(looked))
                    .isInstanceOfSatisfying(CardFailure.class, failure -> assertThat(failure.fault())
                            .isEqualTo(CardFault.CARD_SWAPPED));
        } finally {
            run("losetup", "--detach", reader.toString());
        }
    }

    @Test
    void aCardHeldByAnotherWriterIsBusy() throws Exception {
        DeviceSlot slot = new DeviceSlot(new Slot("A", file), probe);
        CardIdentity card = card(slot.look());
        try (BlockDevice held = slot.open(card)) {
            assertThat(held.capacity()).isEqualTo(SIZE);
            assertThatThrownBy(() -> slot.open(card))
                    .isInstanceOfSatisfying(CardFailure.class, failure -> assertThat(failure.sentence("A"))
                            .isEqualTo("Slot A is in use by another program."));
        }
    }

    @Test
    void aPartitionIsNotASlot(@TempDir Path root) throws Exception {
        LoopAssumption.assumeLoopDevices();
        try (LoopDevice loop = LoopDevice.attach(file)) {
            DeviceNumber number = DeviceNumber.of(loop.path());
            Path drawn = Files.createDirectories(root.resolve("dev/block/" + number));
            Files.writeString(drawn.resolve("partition"), "1");
            LinuxSlotProbe elsewhere = new LinuxSlotProbe(new KernelTree(root, Path.of("/proc")));

            assertThat(elsewhere.look(new Slot("A", loop.path())))
                    .isEqualTo(new Sight.Unfit(
                            CardFault.NOT_A_CARD, loop.path() + " is a partition (expected a whole device)"));
        }
    }

    @Test
    void whatTheReaderTellsOfItselfIsKept(@TempDir Path drawn) throws Exception {
        LoopAssumption.assumeLoopDevices();
        Path root = drawn.toRealPath();
        try (LoopDevice loop = LoopDevice.attach(file)) {
            Path usb = Files.createDirectories(root.resolve("devices/usb2/2-2"));
            Path device = Files.createDirectories(usb.resolve("2-2:1.0/host0/0:0:0:1"));
            Files.writeString(usb.resolve("idVendor"), "0781\n");
            Files.writeString(usb.resolve("serial"), "R-17\n");
            Files.writeString(device.resolve("vendor"), "Generic \n");
            Files.writeString(device.resolve("model"), "SD/MMC \n");
            Path block = Files.createDirectories(root.resolve("dev/block/" + DeviceNumber.of(loop.path())));
            Files.createSymbolicLink(block.resolve("device"), device);
            Files.writeString(block.resolve("diskseq"), "41\n");
            LinuxSlotProbe there = new LinuxSlotProbe(new KernelTree(root, Path.of("/proc")));

            CardIdentity card = card(there.look(new Slot("A", loop.path())));

            assertThat(card.vendor()).isEqualTo("Generic");
            assertThat(card.model()).isEqualTo("SD/MMC");
            assertThat(card.serial()).isEqualTo("R-17");
            assertThat(card.generation()).startsWith("disk:").endsWith(":41");
        }
    }

    private Sight look(Path path) {
        return probe.look(new Slot("A", path));
    }

    private static CardIdentity card(Sight sight) {
        assertThat(sight).isInstanceOf(Sight.Card.class);
        return ((Sight.Card) sight).identity();
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor())
                .as("%s: %s", String.join(" ", command), said)
                .isZero();
        return said;
    }
}
