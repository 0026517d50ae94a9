package org.cardpress.writer.slot;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;

/** From the address of a slot to the device that is there now. */
final class Whereabouts {
    private final UsbReaders readers;
    private final Path dev;

    Whereabouts(KernelTree tree) {
        this(tree, Path.of("/dev"));
    }

    Whereabouts(KernelTree tree, Path dev) {
        this.readers = new UsbReaders(tree);
        this.dev = dev;
    }

    /**
     * The device or file; a path need not exist.
     *
     * @throws NoSuchFileException if the reader is not plugged in
     * @throws CardFailure if several devices are there, of which none is to be guessed
     */
    Path find(Slot slot) throws NoSuchFileException, CardFailure {
        if (slot.at() instanceof SlotAddress.UsbSlot usb) {
            Set<String> devices = readers.at(usb);
            if (devices.size() > 1) {
                throw new CardFailure(CardFault.NOT_A_CARD, usb + " is the place of " + devices);
            }
            return dev.resolve(devices.stream().findAny().orElseThrow(() -> new NoSuchFileException(usb.toString())));
        }
        if (slot.at() instanceof SlotAddress.VirtualPlace virtual) {
            return virtual.slot().card();
        }
        return ((SlotAddress.DevicePath) slot.at()).path();
    }
}
