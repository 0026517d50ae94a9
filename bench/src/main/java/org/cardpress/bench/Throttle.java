package org.cardpress.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes block devices as slow as cards: limits of the kernel's block layer for the control group of this process, in bytes a
 * second. Control groups of version 1 ({@code blkio.throttle.*}) where they are mounted, otherwise version 2 ({@code io.max}), for
 * which this process moves to a group of its own. Sources: the kernel's Documentation/admin-guide/cgroup-v1/blkio-controller and
 * cgroup-v2. Closing takes the limits away.
 */
final class Throttle implements AutoCloseable {
    private final Path group;
    private final boolean first;
    private final @Nullable Path home;
    private final List<String> devices = new ArrayList<>();

    private Throttle(Path group, boolean first, @Nullable Path home) {
        this.group = group;
        this.first = first;
        this.home = home;
    }

    /** Why devices cannot be slowed down here; empty where they can. */
    static Optional<String> impossible() {
        try (Throttle tried = real()) {
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(String.valueOf(refused.getMessage()));
        }
    }

    static Throttle real() throws IOException {
        return find(Path.of("/sys/fs/cgroup"), Path.of("/proc/self/cgroup"));
    }

    /**
     * What this machine has.
     *
     * @param root where control groups are mounted
     * @param processGroups those of this process, as {@code /proc/self/cgroup} tells them
     */
    static Throttle find(Path root, Path processGroups) throws IOException {
        List<String> own = Files.readAllLines(processGroups);
        for (String line : own) {
            String[] parts = line.split(":", 3);
            Path group = root.resolve("blkio").resolve(parts[2].substring(1)).normalize();
            if (List.of(parts[1].split(",")).contains("blkio")
                    && Files.isWritable(group.resolve("blkio.throttle.write_bps_device"))) {
                return new Throttle(group, true, null);
            }
        }
        Path controllers = root.resolve("cgroup.controllers");
        if (!Files.exists(controllers)
                || !List.of(Files.readString(controllers).strip().split(" ")).contains("io")) {
            throw new IOException("neither " + root + "/blkio nor the controller io in " + controllers);
        }
        String home = own.stream()
                .filter(line -> line.startsWith("0::"))
                .map(line -> line.substring("0::/".length()))
                .findFirst()
                .orElse("");
        write(root.resolve("cgroup.subtree_control"), "+io");
        Path group = Files.createDirectories(
                root.resolve("cardpress-bench-" + ProcessHandle.current().pid()));
        write(
                group.resolve("cgroup.procs"),
                Long.toString(ProcessHandle.current().pid()));
        return new Throttle(group, false, root.resolve(home));
    }

    /** Limits one device, such as {@code /dev/loop3}. */
    void limit(Path device, long writeBytes, long readBytes) throws IOException {
        Path number = Path.of("/sys/class/block", device.getFileName().toString(), "dev");
        limit(Files.readString(number).strip(), writeBytes, readBytes);
    }

    void limit(String number, long writeBytes, long readBytes) throws IOException {
        if (first) {
            write(group.resolve("blkio.throttle.write_bps_device"), number + " " + writeBytes);
            write(group.resolve("blkio.throttle.read_bps_device"), number + " " + readBytes);
        } else {
            write(group.resolve("io.max"), number + " rbps=" + readBytes + " wbps=" + writeBytes);
        }
        devices.add(number);
    }

    @Override
    public void close() throws IOException {
        for (String number : devices) {
            if (first) {
                write(group.resolve("blkio.throttle.write_bps_device"), number + " 0");
                write(group.resolve("blkio.throttle.read_bps_device"), number + " 0");
            } else {
                write(group.resolve("io.max"), number + " rbps=max wbps=max");
            }
        }
        devices.clear();
        if (home != null) {
            write(
                    home.resolve("cgroup.procs"),
                    Long.toString(ProcessHandle.current().pid()));
            Files.deleteIfExists(group);
        }
    }

    private static void write(Path file, String line) throws IOException {
        try {
            Files.writeString(file, line, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        } catch (IOException refused) {
            throw new IOException(file + " does not take '" + line + "': " + refused.getMessage(), refused);
        }
    }
}
