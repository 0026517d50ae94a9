package org.cardpress.protocol.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.cardpress.protocol.runtime.Fixture.TASK;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.testing.FakeScheduler;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.TaskSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real worker process, really ended. */
class KilledWorkerTest {
    @TempDir
    Path directory;

    private FakeScheduler scheduler;
    private Process worker;

    @BeforeEach
    void startWorker() throws Exception {
        scheduler = new FakeScheduler();
        scheduler.leases().times(3, 1);
        scheduler.leases().offer(TASK, TaskKind.DOWNLOAD, new TaskSpec.RemoveImage(ImageRefs.ANY), List.of());
        worker = WorkerProcess.start(scheduler.uri(), directory);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !scheduler.leases().heartbeats(TASK).isEmpty());
    }

    @AfterEach
    void stopAll() {
        worker.destroyForcibly();
        scheduler.close();
    }

    @Test
    void sigtermGivesTheLeaseBack() throws Exception {
        worker.destroy();

        assertThat(worker.waitFor(40, TimeUnit.SECONDS)).isTrue();
        assertThat(scheduler.leases().finishes(TASK))
                .extracting(Finish::outcome)
                .containsExactly(Finish.Outcome.GIVEN_BACK);
        assertThat(directory.resolve(TASK)).doesNotExist();
    }

    @Test
    void aTaskOfAKilledWorkerIsClaimedByTheNextOneWhichFindsNothingOfIt() throws Exception {
        assertThat(directory.resolve(TASK).resolve("half")).exists();
        worker.destroyForcibly().waitFor();

        worker = WorkerProcess.start(scheduler.uri(), directory);

        await().atMost(Duration.ofSeconds(60)).until(() -> scheduler.leases().attempts(TASK) == 2);
        assertThat(scheduler.leases().finishes(TASK)).isEmpty();
        await().untilAsserted(() -> assertThat(scheduler.leases().log(TASK)).doesNotContain("left behind"));
    }
}
