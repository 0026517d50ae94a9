package org.cardpress.standalone.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cardpress.standalone.Main;
import org.cardpress.standalone.process.MappedClasses;
import org.cardpress.standalone.process.Precedence;

/** One program of the line in a process of its own, as on a real machine; can be killed and started again. */
final class ProgramProcess implements AutoCloseable {

    private static final int KILLED = 128 + 9;

    private final MappedClasses classes;
    private final String name;
    private final Path config;
    private final Path log;
    private final int gate;
    private volatile Process process;

    private ProgramProcess(MappedClasses classes, String name, Path config, Path log, int gate, boolean recording)
            throws IOException {
        this.classes = classes;
        this.name = name;
        this.config = config;
        this.log = log;
        this.gate = gate;
        this.process = launch(recording);
    }

    /** @param gate port where it waits at each step of a task */
    static ProgramProcess start(MappedClasses classes, String name, Path config, Path log, int gate)
            throws IOException {
        return new ProgramProcess(classes, name, config, log, gate, false);
    }

    /** The same; its classes are there to be mapped once it has been {@link #restartInPeace}. */
    static ProgramProcess startRecording(MappedClasses classes, String name, Path config, Path log, int gate)
            throws IOException {
        return new ProgramProcess(classes, name, config, log, gate, true);
    }

    /** SIGTERM, which it obeys; then starts it anew. */
    void restartInPeace() throws IOException {
        process.destroy();
        process.onExit().join();
        process = launch(false);
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
            process = launch(false);
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

    private Process launch(boolean recording) throws IOException {
        Class<?> main = List.of("creator", "downloader", "writer").contains(name) ? GatedProgram.class : Main.class;
        List<String> options = List.of("-Xmx384m", "-D" + GatedProgram.PORT + "=" + gate);
        String[] arguments = {name, "--config", config.toString()};
        ProcessBuilder builder = new ProcessBuilder(Precedence.over(
                        recording
                                ? classes.recording(main, options, arguments)
                                : classes.command(main, options, arguments)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("CARDPRESS_"));
        return builder.start();
    }
}
