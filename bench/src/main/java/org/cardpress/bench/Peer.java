package org.cardpress.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A tool that people use today, run as they run it. */
final class Peer {
    private Peer() {}

    /** Fails with what the tool said, or with where to get it. */
    static void run(String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            throw new IOException(command[0] + " cannot be run (Debian: apt install bmap-tools coreutils)", missing);
        }
        try {
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said.strip());
            }
        } finally {
            process.destroy();
        }
    }
}
