package org.cardpress.writer.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file that the kernel shows as a block device: a card for tests, benchmarks and the demo. Detaching and attaching again is
 * taking the card out and putting it in. Closing detaches; the file stays.
 */
public final class LoopDevice implements AutoCloseable {
    private final Path device;

    private LoopDevice(Path device) {
        this.device = device;
    }

    /** Why this machine, or this user, cannot have loop devices; empty where it can. */
    public static Optional<String> impossible() {
        if (!Files.exists(Path.of("/dev/loop-control"))) {
            return Optional.of("there is no /dev/loop-control");
        }
        return Files.isWritable(Path.of("/dev/loop-control"))
                ? Optional.empty()
                : Optional.of("this user may not write to /dev/loop-control (root may)");
    }

    /**
     * Attaches a file to a free loop device.
     *
     * @param options of losetup, such as {@code --read-only}
     */
    public static LoopDevice attach(Path file, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("losetup", "--find", "--show"));
        command.addAll(List.of(options));
        command.add(file.toString());
        return new LoopDevice(Path.of(run(command).strip()));
    }

    public Path path() {
        return device;
    }

    @Override
    public void close() throws IOException {
        run(List.of("losetup", "--detach", device.toString()));
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said.strip());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException(String.join(" ", command) + ": interrupted", stop);
        }
        return said;
    }
}
