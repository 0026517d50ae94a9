package org.cardpress.writer.slot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On trees as QEMU with xHCI, a reader of three slots, sticks and a hub showed them. */
class UsbReadersTest {
    private static final String CONTROLLER = "pci0000:00/0000:00:02.0";

    private final Path sys;
    private final UsbReaders readers;
    private final Whereabouts where;

    UsbReadersTest(@TempDir Path directory) throws IOException {
        sys = Files.createDirectories(directory.resolve("sys"));
        KernelTree tree = new KernelTree(sys, directory.resolve("proc"));
        readers = new UsbReaders(tree);
        where = new Whereabouts(tree, Path.of("/dev"));
    }

    @Test
    void aKeyIsMadeOfWhatStays() throws Exception {
        bus(2, "5000");
        plug("sdb", "usb2/2-2/2-2:1.0/host0/target0:0:0/0:0:0:1");
        bus(1, "480");
        plug("sde", "usb1/1-4/1-4.2/1-4.2:1.0/host2/target2:0:0/2:0:0:0");

        assertThat(readers.plugged())
                .extracting(plugged -> plugged.device() + " " + plugged.key())
                .containsExactly("sdb usb3:" + CONTROLLER + "/2/1.0/1", "sde usb2:" + CONTROLLER + "/4.2/1.0/0");
    }

    @Test
    void aDiskThatIsNotOnUsbHasNoKey() throws Exception {
        Path disk = Files.createDirectories(sys.resolve("devices/pci0000:00/0000:00:1f.2/ata1/0:0:0:0/block/sda"));
        Files.createDirectories(sys.resolve("block"));
        Files.createSymbolicLink(sys.resolve("block/sda"), disk);

        assertThat(readers.plugged()).isEmpty();
    }

    @Test
    void aRebootThatSwapsNamesBusesAndHostsSwapsNoSlots(@TempDir Path later) throws Exception {
        bus(2, "5000");
        plug("sda", "usb2/2-2/2-2:1.0/host0/target0:0:0/0:0:0:0");
        plug("sdb", "usb2/2-2/2-2:1.0/host0/target0:0:0/0:0:0:1");
        plug("sdc", "usb2/2-3/2-3:1.0/host1/target1:0:0/1:0:0:0");
        Slot first = usb("A", "usb3:" + CONTROLLER + "/2/1.0/0");
        Slot second = usb("B", "usb3:" + CONTROLLER + "/2/1.0/1");
        Slot third = usb("C", "usb3:" + CONTROLLER + "/3/1.0/0");
        assertThat(where.find(first)).hasToString("/dev/sda");
        assertThat(where.find(second)).hasToString("/dev/sdb");
        assertThat(where.find(third)).hasToString("/dev/sdc");

        UsbReadersTest boot = new UsbReadersTest(later);
        boot.bus(4, "5000");
        boot.plug("sdc", "usb4/4-2/4-2:1.0/host7/target7:0:0/7:0:0:0");
        boot.plug("sda", "usb4/4-2/4-2:1.0/host7/target7:0:0/7:0:0:1");
        boot.plug("sdb", "usb4/4-3/4-3:1.0/host3/target3:0:0/3:0:0:0");

        assertThat(boot.where.find(first)).hasToString("/dev/sdc");
        assertThat(boot.where.find(second)).hasToString("/dev/sda");
        assertThat(boot.where.find(third)).hasToString("/dev/sdb");
    }

    @Test
    void aReaderThatComesUpInTheSlowHalfOfItsSocketIsStillThatSlot() throws Exception {
        bus(2, "5000");
        bus(1, "480");
        peers("usb2/2-0:1.0/usb2-port2", "usb1/1-0:1.0/usb1-port6");
        plug("sdb", "usb1/1-6/1-6.3/1-6.3:1.0/host0/target0:0:0/0:0:0:0");

        assertThat(where.find(usb("A", "usb3:" + CONTROLLER + "/2.3/1.0/0"))).hasToString("/dev/sdb");
    }

    @Test
    void bothHalvesCanBeNamedWhereTheKernelDoesNotRelateThem() throws Exception {
        bus(1, "480");
        plug("sdb", "usb1/1-6/1-6:1.0/host0/target0:0:0/0:0:0:0");
        Slot slot = usb("A", "usb3:" + CONTROLLER + "/2/1.0/0+usb2:" + CONTROLLER + "/6/1.0/0");

        assertThat(where.find(slot)).hasToString("/dev/sdb");
        assertThat(slot.at()).hasToString("usb3:" + CONTROLLER + "/2/1.0/0+usb2:" + CONTROLLER + "/6/1.0/0");
    }

    @Test
    void theSamePortOfTheOtherHalfIsAnotherSlot() throws Exception {
        bus(1, "480");
        plug("sdb", "usb1/1-2/1-2:1.0/host0/target0:0:0/0:0:0:0");

        assertThatThrownBy(() -> where.find(usb("A", "usb3:" + CONTROLLER + "/2/1.0/0")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aReaderThatIsNotThereIsAnEmptySlotWithoutADevice() {
        LinuxSlotProbe probe = new LinuxSlotProbe(new KernelTree(sys, Path.of("/proc")));

        assertThat(probe.look(usb("A", "usb3:" + CONTROLLER + "/2/1.0/0"))).isEqualTo(new Sight.Empty(true));
    }

    @Test
    void anAddressWithTwoDevicesIsRefusedInsteadOfGuessed() throws Exception {
        bus(1, "480");
        bus(2, "5000");
        plug("sdb", "usb1/1-6/1-6:1.0/host0/target0:0:0/0:0:0:0");
        plug("sdc", "usb2/2-2/2-2:1.0/host1/target1:0:0/1:0:0:0");
        Slot slot = usb("A", "usb3:" + CONTROLLER + "/2/1.0/0+usb2:" + CONTROLLER + "/6/1.0/0");

        assertThatThrownBy(() -> where.find(slot))
                .isInstanceOfSatisfying(CardFailure.class, failure -> assertThat(failure.fault())
                        .isEqualTo(CardFault.NOT_A_CARD));
    }

    @Test
    void whatIsNoAddressIsRefusedWithAnExample() {
        assertThatThrownBy(() -> SlotAddress.parse("usb3:nonsense")).hasMessageContaining("usb3:pci0000:00/0000");
        assertThatThrownBy(() -> SlotAddress.parse("usb3:a/1/1.0/0+usb3:a/2/1.0/0"))
                .hasMessageContaining("one usb3 and one usb2 key");
        assertThatThrownBy(() -> SlotAddress.parse("dev/sda")).hasMessageContaining("absolute path");
        assertThat(SlotAddress.parse("/dev/sda")).isEqualTo(new SlotAddress.DevicePath(Path.of("/dev/sda")));
    }

    private static Slot usb(String name, String text) {
        return new Slot(name, SlotAddress.parse(text));
    }

    private void bus(int number, String speed) throws IOException {
        Path bus = Files.createDirectories(
                sys.resolve("devices").resolve(CONTROLLER).resolve("usb" + number));
        Files.writeString(bus.resolve("speed"), speed + "\n");
    }

    private void plug(String name, String path) throws IOException {
        Path block = Files.createDirectories(sys.resolve("devices")
                .resolve(CONTROLLER)
                .resolve(path)
                .resolve("block")
                .resolve(name));
        Files.createDirectories(sys.resolve("block"));
        Files.createSymbolicLink(sys.resolve("block").resolve(name), block);
    }

    private void peers(String one, String other) throws IOException {
        Path controller = sys.resolve("devices").resolve(CONTROLLER);
        Path first = Files.createDirectories(controller.resolve(one));
        Path second = Files.createDirectories(controller.resolve(other));
        Files.createSymbolicLink(first.resolve("peer"), second);
        Files.createSymbolicLink(second.resolve("peer"), first);
    }
}
