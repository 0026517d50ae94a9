package org.cardpress.standalone.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** The reference base image as the machine keeps it; built where its recipe changed, which takes a minute or two. */
final class ReferenceBase {
    private static final Path SCRIPT =
            Path.of("..", "creator", "base-image", "kept-reference.sh").toAbsolutePath();
    private static final int CANNOT_BE_BUILT = 3;
    private static final int LONGEST_MINUTES = 20;

    private ReferenceBase() {}

    /** The image; where this machine cannot build it (no Debian mirror, a tool missing) the test is skipped, and told why. */
    static Path image(Path directory) throws IOException, InterruptedException {
        Path said = directory.resolve("reference-base.log");
        Path out = directory.resolve("reference-base");
        Process script = new ProcessBuilder(SCRIPT.toString())
                .redirectError(said.toFile())
                .redirectOutput(out.toFile())
                .start();
        try {
            assertThat(script.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                    .as("%s ends within %s minutes", SCRIPT, LONGEST_MINUTES)
                    .isTrue();
        } finally {
            script.destroy();
        }
        String error = Files.readString(said).strip();
        if (script.exitValue() == CANNOT_BE_BUILT) {
            String why = "skipped: the reference base image cannot be built here: " + error;
            System.out.println(why);
            throw new TestAbortedException(why);
        }
        assertThat(script.exitValue()).as("%s: %s", SCRIPT, error).isZero();
        return Path.of(Files.readString(out).strip());
    }
}
