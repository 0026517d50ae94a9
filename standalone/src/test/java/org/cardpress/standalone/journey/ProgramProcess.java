package org.cardpress.standalone.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cardpress.standalone.Main;

/** One program of the line in a process of its own, as on a real machine; can be killed and started again. */
final class ProgramProcess implements AutoCloseable {

    private final String name;
    private final Path config;
    private final Path log;
    private Process process;

    private ProgramProcess(String name, Path config, Path log) throws IOException {
        this.name = name;
        this.config = config;
        this.log = log;
        this.process = launch();
    }

    static ProgramProcess start(String name, Path config, Path log) throws IOException {
        return new ProgramProcess(name, config, log);
    }

    /** As a power cut would: no signal that the program could hear. Starts it anew at once. */
    void killAndRestart() {
        process.destroyForcibly().onExit().join();
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** All that it wrote, over all its lives. */
    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private Process launch() throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx384m",
                        "-cp",
                        classPath,
                        Main.class.getName(),
                        name,
                        "--config",
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("CARDPRESS_"));
        return builder.start();
    }
}
