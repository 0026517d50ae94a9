package org.cardpress.writer.staging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the kernel could give to its page cache without swapping ({@code MemAvailable} of {@code /proc/meminfo}). */
final class FreeMemory {
    private FreeMemory() {}

    /** Bytes; without end where the kernel does not tell. */
    static long bytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/meminfo"))) {
                if (line.startsWith("MemAvailable:")) {
                    return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
                }
            }
        } catch (IOException | NumberFormatException unknown) {
            return Long.MAX_VALUE;
        }
        return Long.MAX_VALUE;
    }
}
