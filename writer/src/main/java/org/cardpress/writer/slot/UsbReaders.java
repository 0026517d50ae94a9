package org.cardpress.writer.slot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The USB block devices of this machine and their sockets, read from sysfs alone: it works in containers, where udev does not.
 * The path of a device tells all but which half of the socket it is in; the speed of the root hub tells that.
 *
 * <pre>{@code …/pci0000:00/0000:00:02.0/usb2/2-2/2-2:1.0/host0/target0:0:0/0:0:0:1/block/sdb
 *   controller                bus  device interface                     unit ^}</pre>
 */
public final class UsbReaders {
    private static final Pattern BUS = Pattern.compile("usb\\d+");
    private static final Pattern INTERFACE = Pattern.compile("\\d+-([\\d.]+):(\\d+\\.\\d+)");
    private static final Pattern SCSI = Pattern.compile("\\d+:\\d+:\\d+:(\\d+)");
    private static final Pattern ROOT_PORT = Pattern.compile("usb\\d+-port(\\d+)");
    private static final int SUPER_SPEED = 5000;

    private final KernelTree tree;

    public UsbReaders(KernelTree tree) {
        this.tree = tree;
    }

    /**
     * A USB block device as it is plugged now.
     *
     * @param device its name now, such as {@code sdb}
     * @param alias the same slot by the other half of its socket; null where the kernel does not relate the two
     */
    public record Plugged(
            String device, UsbKey key, @Nullable UsbKey alias) {}

    /** All that are plugged in, with a card or without. */
    public List<Plugged> plugged() {
        List<Plugged> found = new ArrayList<>();
        for (Path block : tree.children(tree.sys().resolve("block"))) {
            Plugged plugged = plugged(block);
            if (plugged != null) {
                found.add(plugged);
            }
        }
        return found;
    }

    /**
     * The devices in this slot: more than one where the address is ambiguous, none where the reader is not there. A device that
     * is exactly where the address says counts before one that is in the other half of the socket.
     */
    Set<String> at(SlotAddress.UsbSlot slot) {
        Set<String> exact = new LinkedHashSet<>();
        Set<String> related = new LinkedHashSet<>();
        for (Plugged plugged : plugged()) {
            if (slot.halves().contains(plugged.key())) {
                exact.add(plugged.device());
            } else if (plugged.alias() != null && slot.halves().contains(plugged.alias())) {
                related.add(plugged.device());
            }
        }
        return exact.isEmpty() ? related : exact;
    }

    private @Nullable Plugged plugged(Path block) {
        try {
            Path real = block.toRealPath();
            Path devices = tree.sys().toRealPath().resolve("devices");
            Path bus = null;
            Matcher usb = null;
            int lun = 0;
            for (Path up = real; up != null && up.startsWith(devices); up = up.getParent()) {
                String name = up.getFileName().toString();
                Matcher scsi = SCSI.matcher(name);
                Matcher part = INTERFACE.matcher(name);
                if (scsi.matches()) {
                    lun = Integer.parseInt(scsi.group(1));
                } else if (usb == null && part.matches()) {
                    usb = part;
                } else if (BUS.matcher(name).matches()) {
                    bus = up;
                }
            }
            if (bus == null || usb == null) {
                return null;
            }
            String controller = devices.relativize(bus.resolveSibling("")).toString();
            UsbKey key = new UsbKey(half(bus), controller, usb.group(1), usb.group(2), lun);
            return new Plugged(block.getFileName().toString(), key, alias(key, bus));
        } catch (IOException unpluggedMeanwhile) {
            return null;
        }
    }

    private int half(Path bus) {
        String speed = tree.value(bus.resolve("speed"));
        return speed != null && Double.parseDouble(speed) >= SUPER_SPEED ? 3 : 2;
    }

    /** Root ports name their peer; the hubs below number both halves of a socket alike. */
    private @Nullable UsbKey alias(UsbKey key, Path bus) throws IOException {
        String number = bus.getFileName().toString().substring("usb".length());
        String[] chain = key.port().split("\\.", 2);
        Path peer = bus.resolve(number + "-0:1.0")
                .resolve("usb" + number + "-port" + chain[0])
                .resolve("peer");
        if (!Files.exists(peer)) {
            return null;
        }
        Path other = peer.toRealPath();
        Matcher port = ROOT_PORT.matcher(other.getFileName().toString());
        if (!port.matches()) {
            return null;
        }
        String otherChain = port.group(1) + (chain.length == 2 ? "." + chain[1] : "");
        return new UsbKey(
                half(other.resolve("../..").normalize()), key.controller(), otherChain, key.usbInterface(), key.lun());
    }
}
