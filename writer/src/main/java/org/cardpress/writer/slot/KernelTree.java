package org.cardpress.writer.slot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the kernel shows itself. Paths come in, so that tests can draw machines that nobody has.
 *
 * @param sys normally {@code /sys}
 * @param proc normally {@code /proc}
 */
public record KernelTree(Path sys, Path proc) {
    public static final KernelTree REAL = new KernelTree(Path.of("/sys"), Path.of("/proc"));

    /** One value; null where the kernel does not show it. */
    @Nullable
    String value(Path file) {
        try {
            String value = Files.readString(file).strip();
            return value.isEmpty() ? null : value;
        } catch (IOException absent) {
            return null;
        }
    }

    /** The directory of a block device or partition. */
    Path block(DeviceNumber device) {
        return sys.resolve("dev/block").resolve(device.toString());
    }

    List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        } catch (IOException gone) {
            return List.of();
        }
    }

    List<String> lines(String file) throws IOException {
        return Files.readAllLines(proc.resolve(file));
    }
}
