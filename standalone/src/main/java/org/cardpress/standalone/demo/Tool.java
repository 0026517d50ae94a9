package org.cardpress.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;

/** Runs a tool of the operating system to its end, in plain English and within a time limit. */
final class Tool {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    private Tool() {}

    /** What a tool said and how it ended. */
    record Finished(int status, String text) {}

    /** Runs the tool and takes both of its outputs together. */
    static Finished run(String... command) {
        try {
            Path output = Files.createTempFile("cardpress-tool", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(
                                Path.of("/dev/null").toFile()))
                        .redirectOutput(output.toFile());
                builder.environment().put("LC_ALL", "C");
                Process process = builder.start();
                if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new CommandFailed(
                            ExitCode.FAILED, command[0] + " did not end within " + LIMIT.toMinutes() + " minutes");
                }
                return new Finished(
                        process.exitValue(),
                        Files.readString(output, StandardCharsets.ISO_8859_1).strip());
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(ExitCode.FAILED, "interrupted while " + command[0] + " ran");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the tool; anything but success fails the command with what the tool said. */
    static String succeed(String... command) {
        Finished finished = run(command);
        if (finished.status() != 0) {
            throw new CommandFailed(
                    ExitCode.FAILED,
                    String.join(" ", List.of(command)) + " ended with " + finished.status() + ": " + finished.text());
        }
        return finished.text();
    }
}
