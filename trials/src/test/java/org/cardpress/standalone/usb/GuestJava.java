package org.cardpress.standalone.usb;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.cardpress.standalone.Main;
import org.cardpress.standalone.process.MappedClasses;

/** The writer as the machine starts it, with classes that this machine has made ready. */
final class GuestJava {
    private static final String MEMORY = "-Xmx256m";
    private static final String STRANGER = "stranger";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final MappedClasses classes;

    private GuestJava(MappedClasses classes) {
        this.classes = classes;
    }

    /** Runs a writer here until it has asked for work, so that all that it takes to ask is at hand. */
    static GuestJava prepare(Wall wall, Path folder) throws IOException, InterruptedException {
        MappedClasses classes = MappedClasses.in(folder);
        Path config = Files.writeString(folder.resolve("stranger.yml"), wall.strangersSettings(STRANGER, folder));
        Path log = folder.resolve("stranger.log");
        Process process = new ProcessBuilder(
                        classes.recording(Main.class, List.of(MEMORY), "writer", "--config", config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            await("a writer that asks for work").atMost(LIMIT).until(() -> wall.knows(STRANGER));
            process.destroy();
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        return new GuestJava(classes);
    }

    /** The command with its arguments, as words. */
    List<String> command(String... arguments) {
        return classes.command(Main.class, List.of(MEMORY, "-Djava.io.tmpdir=/run"), arguments);
    }
}
