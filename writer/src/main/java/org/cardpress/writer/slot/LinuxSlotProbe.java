package org.cardpress.writer.slot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.Errno;
import org.cardpress.writer.device.Geometry;
import org.cardpress.writer.device.Told;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at slots through the kernel. A block device counts as a card when it has a size, belongs to nobody and is whole (no
 * partition), and the reader speaks of the same size; a regular file when it is not empty. A file without write permission for anybody is a card with its lock on.
 */
public final class LinuxSlotProbe implements SlotProbe {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxSlotProbe.class);
    private static final int ANY_WRITE = 0222;

    private final KernelTree tree;
    private final DevicesInUse inUse;
    private final Whereabouts where;
    /** Where the kernel has looked again and still says something else than the reader: it has its reasons. */
    private final Set<String> knownToDiffer = ConcurrentHashMap.newKeySet();

    public LinuxSlotProbe(KernelTree tree) {
        this.tree = tree;
        this.inUse = new DevicesInUse(tree);
        this.where = new Whereabouts(tree);
    }

    @Override
    public Sight look(Slot slot) {
        try {
            Path path = where.find(slot);
            DeviceNumber number = DeviceNumber.of(path);
            if (number != null) {
                return device(path, number);
            }
            return Files.isRegularFile(path)
                    ? file(path)
                    : new Sight.Unfit(CardFault.NOT_A_CARD, path + " is neither a block device nor a file");
        } catch (NoSuchFileException none) {
            return new Sight.Empty(!(slot.at() instanceof SlotAddress.VirtualPlace));
        } catch (CardFailure ambiguous) {
            return new Sight.Unfit(ambiguous.fault(), ambiguous.detail());
        } catch (DeviceException refused) {
            return asSight(refused);
        } catch (IOException unreadable) {
            return new Sight.Unfit(CardFault.NO_RIGHT, String.valueOf(unreadable.getMessage()));
        }
    }

    private Sight device(Path path, DeviceNumber number) throws IOException {
        Path directory = tree.block(number);
        if (Files.exists(directory.resolve("partition"))) {
            return new Sight.Unfit(CardFault.NOT_A_CARD, path + " is a partition (expected a whole device)");
        }
        Sight.Unfit use = inUse.useOf(number);
        if (use != null) {
            return use;
        }
        Geometry geometry = Geometry.look(path.toString());
        if (geometry.capacity() == 0 || geometry.told() instanceof Told.Changed) {
            return new Sight.Empty(false);
        }
        if (geometry.isOutdated() && !knownToDiffer.contains(difference(directory, geometry))) {
            return outdated(path, directory, geometry);
        }
        if (geometry.readOnly() || "1".equals(tree.value(directory.resolve("ro")))) {
            return new Sight.Unfit(CardFault.WRITE_PROTECTED, "");
        }
        return new Sight.Card(new CardIdentity(
                tree.value(directory.resolve("device/vendor")),
                first(directory, "device/model", "device/name", "loop/backing_file"),
                serial(directory),
                tree.value(directory.resolve("device/cid")),
                geometry.capacity(),
                generation(directory, geometry)));
    }

    /** The reader did not tell of the change, so the kernel is told to look: as if the slot had been empty for a moment. */
    private Sight outdated(Path path, Path directory, Geometry before) throws IOException {
        LOG.warn(
                "{}: the reader speaks of {}, the kernel of {} bytes; the kernel is told to look again",
                path,
                before.told(),
                before.capacity());
        Path rescan = directory.resolve("device/rescan");
        try {
            Files.writeString(rescan, "1");
        } catch (IOException refused) {
            return new Sight.Unfit(
                    CardFault.NO_RIGHT,
                    "its card was changed, its reader did not tell, and " + rescan + " may not be written");
        }
        Geometry after = Geometry.look(path.toString());
        if (after.capacity() == before.capacity()) {
            knownToDiffer.add(difference(directory, after));
        }
        return new Sight.Empty(false);
    }

    private String difference(Path directory, Geometry geometry) {
        return generation(directory, geometry) + " " + geometry.capacity() + " " + geometry.told();
    }

    private Sight file(Path path) throws IOException {
        long size = Files.size(path);
        if (size == 0) {
            return new Sight.Empty(false);
        }
        Sight.Unfit use = inUse.useOf(path);
        if (use != null) {
            return use;
        }
        if (((Integer) Files.getAttribute(path, "unix:mode") & ANY_WRITE) == 0) {
            return new Sight.Unfit(CardFault.WRITE_PROTECTED, "");
        }
        Object inode = Files.getAttribute(path, "unix:ino");
        FileTime changed = Files.getLastModifiedTime(path);
        String generation = "file:" + inode + ":" + changed.to(TimeUnit.NANOSECONDS);
        return new Sight.Card(new CardIdentity(null, "file", path.toString(), null, size, generation));
    }

    private String generation(Path directory, Geometry geometry) {
        String boot = tree.value(tree.proc().resolve("sys/kernel/random/boot_id"));
        String sequence = tree.value(directory.resolve("diskseq"));
        // Kernels before 5.15 count no media changes; an empty slot seen in between still tells.
        return "disk:" + boot + ":" + (sequence == null ? "size " + geometry.capacity() : sequence);
    }

    /** Of the card on an mmc bus; otherwise of the USB device above it. */
    private @Nullable String serial(Path directory) throws IOException {
        String own = tree.value(directory.resolve("device/serial"));
        if (own != null || !Files.exists(directory.resolve("device"))) {
            return own;
        }
        for (Path up = directory.resolve("device").toRealPath();
                up != null && up.startsWith(tree.sys());
                up = up.getParent()) {
            if (Files.exists(up.resolve("idVendor"))) {
                return tree.value(up.resolve("serial"));
            }
        }
        return null;
    }

    private @Nullable String first(Path directory, String... files) {
        for (String file : files) {
            String value = tree.value(directory.resolve(file));
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static Sight asSight(DeviceException refused) {
        return switch (refused.errno()) {
            case Errno.ENOMEDIUM -> new Sight.Empty(false);
            case Errno.ENXIO, Errno.ENODEV, Errno.ENOENT -> new Sight.Empty(true);
            case Errno.EBUSY -> new Sight.Unfit(CardFault.BUSY, "");
            case Errno.EROFS -> new Sight.Unfit(CardFault.WRITE_PROTECTED, "");
            case Errno.EIO -> new Sight.Unfit(CardFault.LINK_ERROR, "");
            default -> new Sight.Unfit(CardFault.NO_RIGHT, String.valueOf(refused.getMessage()));
        };
    }
}
