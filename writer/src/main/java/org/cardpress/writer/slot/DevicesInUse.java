package org.cardpress.writer.slot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.cardpress.writer.fault.CardFault;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether this machine lives on a device: on itself, a partition of it, or anything built upon those (LVM, RAID,
 * encryption). Compares device numbers, never names. The kernel's own EBUSY is the second line; this is the first, and says why.
 */
final class DevicesInUse {
    private static final List<String> SYSTEM = List.of("/boot", "/usr", "/var", "/home", "/opt", "/etc", "/srv");

    private final KernelTree tree;

    DevicesInUse(KernelTree tree) {
        this.tree = tree;
    }

    /** Null where nothing uses the device. */
    Sight.@Nullable Unfit useOf(DeviceNumber device) throws IOException {
        Set<DeviceNumber> family = new LinkedHashSet<>();
        collect(device, family);
        for (String line : tree.lines("self/mountinfo")) {
            Mount mount = Mount.parse(line);
            if (family.contains(mount.device()) || family.contains(blockDeviceAt(mount.source()))) {
                boolean system = mount.point().equals("/")
                        || SYSTEM.stream()
                                .anyMatch(top -> Path.of(mount.point()).startsWith(top));
                return new Sight.Unfit(
                        system ? CardFault.SYSTEM_DISK : CardFault.MOUNTED, "mounted at " + mount.point());
            }
        }
        for (String swap : swaps()) {
            if (family.contains(blockDeviceAt(swap))) {
                return new Sight.Unfit(CardFault.SYSTEM_DISK, "swap space " + swap);
            }
        }
        return null;
    }

    /** The same for a file that plays a card: swap files and files behind loop devices are taken. */
    Sight.@Nullable Unfit useOf(Path file) throws IOException {
        Path real = file.toRealPath();
        if (swaps().contains(real.toString())) {
            return new Sight.Unfit(CardFault.SYSTEM_DISK, "swap file " + real);
        }
        for (Path block : tree.children(tree.sys().resolve("block"))) {
            if (real.toString().equals(tree.value(block.resolve("loop/backing_file")))) {
                return new Sight.Unfit(CardFault.MOUNTED, "attached to " + block.getFileName());
            }
        }
        return null;
    }

    private void collect(DeviceNumber device, Set<DeviceNumber> family) {
        if (!family.add(device)) {
            return;
        }
        Path directory = tree.block(device);
        for (Path child : tree.children(directory)) {
            if (Files.exists(child.resolve("partition"))) {
                collectAt(child, family);
            }
        }
        tree.children(directory.resolve("holders")).forEach(holder -> collectAt(holder, family));
    }

    private void collectAt(Path directory, Set<DeviceNumber> family) {
        String number = tree.value(directory.resolve("dev"));
        if (number != null) {
            collect(DeviceNumber.parse(number), family);
        }
    }

    private List<String> swaps() throws IOException {
        return tree.lines("swaps").stream()
                .skip(1)
                .map(line -> Mount.unescape(line.split("\\s+")[0]))
                .toList();
    }

    private static @Nullable DeviceNumber blockDeviceAt(String path) throws IOException {
        if (!path.startsWith("/dev/") || !Files.exists(Path.of(path))) {
            return null;
        }
        return DeviceNumber.of(Path.of(path));
    }
}
