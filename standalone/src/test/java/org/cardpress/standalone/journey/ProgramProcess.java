package org.cardpress.standalone.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cardpress.standalone.Main;

/** One program of the line in a process of its own, as on a real machine; can be killed and started again. */
final class ProgramProcess implements AutoCloseable {

    private static final int KILLED = 128 + 9;

    private final String name;
    private final Path config;
    private final Path log;
    private final int gate;
    private volatile Process process;

    private ProgramProcess(String name, Path config, Path log, int gate) throws IOException {
        this.name = name;
        this.config = config;
        this.log = log;
        this.gate = gate;
        this.process = launch();
    }

    /** @param gate port where it waits at each step of a task */
    static ProgramProcess start(String name, Path config, Path log, int gate) throws IOException {
        return new ProgramProcess(name, config, log, gate);
    }

    /** As a power cut would: SIGKILL, which it cannot hear. Returns when it is gone. */
    void kill() {
        process.destroyForcibly().onExit().join();
        if (process.exitValue() != KILLED) {
            throw new AssertionError(name + " ended with " + process.exitValue() + " (expected " + KILLED + ")");
        }
    }

    /** Starts it anew, with what its configuration says now. */
    void restart() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this is the process that lives now. */
    boolean isAliveAs(long pid) {
        return process.pid() == pid && process.isAlive();
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
        boolean works = List.of("creator", "downloader", "writer").contains(name);
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "-Xmx384m",
                        "-D" + GatedProgram.PORT + "=" + gate,
                        "-cp",
                        classPath,
                        (works ? GatedProgram.class : Main.class).getName(),
                        name,
                        "--config",
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("CARDPRESS_"));
        return builder.start();
    }
}
