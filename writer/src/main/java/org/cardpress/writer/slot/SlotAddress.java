package org.cardpress.writer.slot;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cardpress.writer.virtual.VirtualSlot;

/** Where a slot is. Followed anew at each look, so that it means the same slot after a reboot. */
public sealed interface SlotAddress {
    /**
     * From the text of a setting: a path, or {@code usb3:…} as {@link UsbKey} has it; both halves of a socket are joined by
     * {@code +}. A virtual slot is {@code virtual:} and the path of {@link VirtualSlot}.
     */
    static SlotAddress parse(String text) {
        if (text.startsWith("virtual:")) {
            return new VirtualPlace(new VirtualSlot(Path.of(text.substring("virtual:".length()))));
        }
        return text.matches("usb[23]:.*")
                ? new UsbSlot(Stream.of(text.split("\\+")).map(UsbKey::parse).toList())
                : new DevicePath(Path.of(text));
    }

    /** A block device or, for trying out, a regular file; best a stable link such as those below {@code /dev/disk/by-path}. */
    record DevicePath(Path path) implements SlotAddress {
        public DevicePath {
            if (!path.isAbsolute()) {
                throw new IllegalArgumentException("device " + path + " (expected an absolute path)");
            }
            path = path.normalize();
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A slot of files, for trying out. */
    record VirtualPlace(VirtualSlot slot) implements SlotAddress {
        @Override
        public String toString() {
            return "virtual:" + slot.place();
        }
    }

    /** A slot of a USB reader, by one or both halves of its socket. */
    record UsbSlot(List<UsbKey> halves) implements SlotAddress {
        public UsbSlot {
            halves = List.copyOf(halves);
            if (halves.isEmpty()
                    || halves.size() > 2
                    || halves.stream().map(UsbKey::half).distinct().count() != halves.size()) {
                throw new IllegalArgumentException(
                        "USB slot " + halves + " (expected one key, or one usb3 and one usb2 key of the same socket)");
            }
        }

        @Override
        public String toString() {
            return halves.stream().map(UsbKey::toString).collect(Collectors.joining("+"));
        }
    }
}
