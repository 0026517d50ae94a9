package org.cardpress.creator;

import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.cardpress.creator.fetch.DiskSpace;
import org.cardpress.protocol.hotspot.HotspotConfig;
import org.cardpress.protocol.runtime.Outside;
import org.cardpress.protocol.runtime.TaskContext;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.Grant;
import org.cardpress.protocol.worker.TaskSpec;
import org.jspecify.annotations.Nullable;

/** A program that does one create task up to a moment, says so and stands still: to be killed. */
final class BuildingProcess {
    static final String HERE = "stands at ";

    private BuildingProcess() {}

    /** Directory of the workbench, file with the config, address of the warehouse, stage, "begin" or "midway". */
    public static void main(String[] args) throws Exception {
        Workbench bench = new Workbench(Path.of(args[0]));
        HotspotConfig config =
                ObjectMapper.getDefault().readValue(Files.readAllBytes(Path.of(args[1])), HotspotConfig.class);
        Grant grant = new Grant(Grant.Operation.UPLOAD, args[2], "/images/o1/", "creator", "token");
        TaskContext context =
                new Standing(args[3], args[4].equals("midway"), Files.createTempDirectory(bench.directory, "w"), grant);
        new CreateHandler(
                        bench.preflight(DiskSpace.real()),
                        bench.builder(),
                        List.of(),
                        SSLContext.getDefault(),
                        Outside.real())
                .run(claim(config, grant), context);
        System.out.println("ended without coming to " + args[3]);
    }

    static Claim claim(HotspotConfig config, Grant grant) {
        return new Claim(
                "o1.c1",
                "o1",
                TaskKind.CREATE,
                1,
                new TaskSpec.CreateImage("clinic", config, false),
                List.of(grant),
                "lease",
                90,
                30);
    }

    static Process start(Path directory, Path config, Grant grant, String stage, String moment) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BuildingProcess.class.getName(),
                        directory.toString(),
                        config.toString(),
                        grant.ftp(),
                        stage,
                        moment)
                .redirectErrorStream(true)
                .start();
    }

    private static final class Standing extends FakeContext {
        private final String stage;
        private final boolean midway;

        Standing(String stage, boolean midway, Path workspace, Grant grant) {
            super(workspace, grant);
            this.stage = stage;
            this.midway = midway;
        }

        @Override
        public void progress(long done, long total, @Nullable String message) {
            if (message != null && message.startsWith(stage) && (done > 0 || !midway)) {
                System.out.println(HERE + message);
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }
}
