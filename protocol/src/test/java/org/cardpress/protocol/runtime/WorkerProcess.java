package org.cardpress.protocol.runtime;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.ClaimRequest;

/** A worker program whose task never ends by itself; SIGTERM closes its loop. */
final class WorkerProcess {
    private WorkerProcess() {}

    static Process start(URI scheduler, Path directory) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        scheduler.toString(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory
                        .resolveSibling(directory.getFileName() + ".out")
                        .toFile())
                .start();
    }

    public static void main(String[] arguments) throws IOException {
        WorkerLoop loop = new WorkerLoop(
                "process",
                () -> new ClaimRequest("host", List.of(TaskKind.DOWNLOAD), List.of(), 1, "test/1"),
                (claim, context) -> {
                    Path half = context.workspace().resolve("half");
                    if (Files.exists(half)) {
                        context.log("left behind");
                    }
                    Files.writeString(half, "made");
                    context.status(TaskStatus.DOWNLOADING);
                    CountDownLatch stopped = new CountDownLatch(1);
                    context.cancel().onRaise(stopped::countDown);
                    stopped.await();
                    context.cancel().throwIfRaised();
                    throw new IllegalStateException("not stopped");
                },
                SchedulerClient.of(URI.create(arguments[0]), () -> new Credentials("worker", "correct horse")),
                Path.of(arguments[1]),
                Duration.ofMillis(200),
                Outside.real());
        Runtime.getRuntime().addShutdownHook(new Thread(loop::close));
        loop.start();
    }
}
