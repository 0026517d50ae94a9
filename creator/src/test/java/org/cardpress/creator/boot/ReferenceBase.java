package org.cardpress.creator.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** The reference base image, built once for each state of its recipe and kept in the build folder. */
final class ReferenceBase {
    private static final Path RECIPE = Path.of("base-image").toAbsolutePath();
    private static final Path KEPT = Path.of("target", "reference-base").toAbsolutePath();
    private static final int LONGEST_MINUTES = 20;

    private ReferenceBase() {}

    /** The image; its packages come from a Debian mirror, and without one the test cannot be. */
    static Path image() throws IOException, InterruptedException {
        Path image = KEPT.resolve(stateOfRecipe() + ".img");
        if (Files.exists(image)) {
            return image;
        }
        if (!System.getProperty("os.arch").equals("amd64")) {
            throw skipped("its boot loader installs from a PC only, this is " + System.getProperty("os.arch"));
        }
        Files.createDirectories(KEPT);
        try (Stream<Path> older = Files.list(KEPT)) {
            for (Path each : older.toList()) {
                Files.delete(each);
            }
        }
        Path log = KEPT.resolve("build.log");
        Process build = new ProcessBuilder(RECIPE.resolve("make-reference.sh").toString(), image.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            boolean ended = build.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
            assertThat(ended && build.exitValue() == 0)
                    .as("make-reference.sh: %s", Files.readString(log))
                    .isTrue();
        } finally {
            build.destroy();
        }
        return image;
    }

    private static TestAbortedException skipped(String reason) {
        String why = "skipped: the reference base image cannot be built: " + reason;
        System.out.println(why);
        return new TestAbortedException(why);
    }

    private static String stateOfRecipe() throws IOException {
        try (Stream<Path> files = Files.walk(RECIPE)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<Path> sorted = files.filter(Files::isRegularFile)
                    .filter(each -> each.endsWith("make-reference.sh") || each.startsWith(RECIPE.resolve("reference")))
                    .filter(each -> !each.startsWith(RECIPE.resolve("reference/test")))
                    .filter(each -> !each.toString().contains("__pycache__"))
                    .sorted()
                    .toList();
            for (Path each : sorted) {
                digest.update(RECIPE.relativize(each).toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(each));
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
