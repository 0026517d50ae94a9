package org.cardpress.protocol.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.cardpress.protocol.runtime.Fixture.DONE;
import static org.cardpress.protocol.runtime.Fixture.TASK;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Finish.Outcome;
import org.cardpress.protocol.worker.Heartbeat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a lease, the scheduler hears the truth once or nothing. */
class WorkerLoopTest {
    private static final Duration GRACE = Duration.ofMillis(300);

    @TempDir
    Path directory;

    @BeforeAll
    static void beAtEaseOnABusyMachine() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    }

    private final CountDownLatch goOn = new CountDownLatch(1);
    private final AtomicReference<CancelSignal.Reason> stoppedFor = new AtomicReference<>();

    /** Works until it is stopped or told to go on. */
    private Fixture held(Duration grace) throws IOException {
        return new Fixture(directory, grace, (claim, context) -> {
            context.status(TaskStatus.DOWNLOADING);
            try (var registration = context.cancel().onRaise(goOn::countDown)) {
                goOn.await();
                context.cancel().throwIfRaised();
            } catch (TaskStopped e) {
                stoppedFor.set(e.reason());
                throw e;
            }
            return DONE;
        });
    }

    @Test
    void aTaskIsClaimedRunAndFinished() throws IOException {
        try (Fixture line = new Fixture(directory, GRACE, (claim, context) -> {
            context.warn("dusty");
            context.log("all well");
            return DONE;
        })) {
            await().until(() -> !line.outcomes().isEmpty());

            Finish finish = line.scheduler.leases().finishes(TASK).get(0);
            assertThat(finish.outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(finish.result()).isEqualTo(DONE);
            assertThat(finish.warnings()).containsExactly("dusty");
            assertThat(line.scheduler.leases().log(TASK)).isEqualTo("warning: dusty\nall well\n");
        }
    }

    @Test
    void aStatusIsToldAtOnceAndProgressOftenEnoughToWatch() throws Exception {
        try (Fixture line = new Fixture(directory, GRACE, (claim, context) -> {
            context.status(TaskStatus.DOWNLOADING);
            context.slot("A");
            context.progress(40, 100, null);
            goOn.await();
            return DONE;
        })) {
            await().untilAsserted(() -> assertThat(line.scheduler.leases().heartbeats(TASK))
                    .anySatisfy(beat -> {
                        assertThat(beat.status()).isEqualTo(TaskStatus.DOWNLOADING);
                        assertThat(beat.slot()).isEqualTo("A");
                        assertThat(beat.progress().done()).isEqualTo(40);
                    }));
            assertThat(line.scheduler.leases().heartbeats(TASK)).hasSizeLessThan(5);
            goOn.countDown();
            await().until(() -> line.outcomes().equals(List.of(Outcome.SUCCEEDED)));
        }
    }

    @Test
    void aLostLeaseCannotFinishATask() throws Exception {
        try (Fixture line = held(GRACE)) {
            line.begun.await();
            line.scheduler.leases().takeLease(TASK);

            line.turned.set(TimeUnit.SECONDS.toNanos(31));

            await().until(() -> stoppedFor.get() == CancelSignal.Reason.ABANDON);
            line.loop.close();
            assertThat(line.outcomes()).isEmpty();
        }
    }

    @Test
    void anAbandonedTaskIsDroppedWithoutAWord() throws Exception {
        try (Fixture line = held(GRACE)) {
            line.begun.await();
            line.scheduler.leases().order(TASK, Heartbeat.Order.ABANDON);
            line.turned.set(TimeUnit.SECONDS.toNanos(31));

            await().until(() -> stoppedFor.get() == CancelSignal.Reason.ABANDON);
            line.loop.close();
            assertThat(line.outcomes()).isEmpty();
        }
    }

    @Test
    void aCanceledTaskIsFinishedAsCanceled() throws Exception {
        try (Fixture line = held(GRACE)) {
            line.begun.await();
            line.scheduler.leases().order(TASK, Heartbeat.Order.CANCEL);
            line.turned.set(TimeUnit.SECONDS.toNanos(31));

            await().until(() -> line.outcomes().equals(List.of(Outcome.CANCELED)));
        }
    }

    @Test
    void aWorkerThatCannotRenewFencesItself() throws Exception {
        try (Fixture line = held(GRACE)) {
            line.begun.await();
            line.scheduler.stop();

            line.turned.set(TimeUnit.SECONDS.toNanos(91));

            await().until(() -> stoppedFor.get() == CancelSignal.Reason.ABANDON);
            line.scheduler.restart();
            await().until(() -> line.scheduler.claims().size() > 1);
            assertThat(line.outcomes()).isEmpty();
        }
    }

    @Test
    void aHeartbeatThatHangsDoesNotHoldUpTheFence() throws Exception {
        try (Fixture line = held(GRACE)) {
            line.begun.await();
            line.scheduler.delay(Duration.ofSeconds(30));
            // Bit by bit: when the next heartbeat is due depends on whether one was on its way.
            await().until(() -> {
                line.turned.addAndGet(TimeUnit.SECONDS.toNanos(2));
                return line.scheduler.waiting() > 0;
            });
            line.turned.addAndGet(TimeUnit.SECONDS.toNanos(91));

            await().atMost(Duration.ofSeconds(5)).until(() -> stoppedFor.get() == CancelSignal.Reason.ABANDON);
        }
    }

    @Test
    void aSchedulerThatAnswersSlowlyCostsNothingButTime() throws Exception {
        try (Fixture line = held(GRACE)) {
            line.begun.await();
            line.scheduler.delay(Duration.ofMillis(1500));
            goOn.countDown();

            await().until(() -> line.outcomes().equals(List.of(Outcome.SUCCEEDED)));
        }
    }

    @Test
    void finishedWorkOutlivesASchedulerThatIsRestarted() throws Exception {
        try (Fixture line = held(GRACE)) {
            line.begun.await();
            line.scheduler.stop();
            goOn.countDown();
            await().until(() -> Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(thread -> thread.getName().equals("log-" + TASK)));

            line.scheduler.restart();

            await().until(() -> line.outcomes().equals(List.of(Outcome.SUCCEEDED)));
        }
    }

    @Test
    void theLogArrivesWholeThoughTheSchedulerWasAway() throws Exception {
        StringBuilder written = new StringBuilder();
        try (Fixture line = new Fixture(directory, GRACE, (claim, context) -> {
            for (int i = 0; i < 3000; i++) {
                context.log("line " + i);
                written.append("line ").append(i).append('\n');
            }
            goOn.await();
            context.log("end");
            return DONE;
        })) {
            line.begun.await();
            await().until(() -> !line.scheduler.leases().log(TASK).isEmpty());
            line.scheduler.restart();
            goOn.countDown();

            await().until(() -> line.outcomes().equals(List.of(Outcome.SUCCEEDED)));
            assertThat(line.scheduler.leases().log(TASK)).isEqualTo(written + "end\n");
        }
    }

    @Test
    void aFinishWhoseAnswerGotLostIsRepeatedAndCountsOnce() throws Exception {
        try (Fixture line = held(GRACE)) {
            line.begun.await();
            line.scheduler.loseNextFinishAnswer();
            goOn.countDown();

            await().until(() -> line.scheduler.claims().size() > 1);
            assertThat(line.outcomes()).containsExactly(Outcome.SUCCEEDED);
        }
    }

    @Test
    void aKnownFailureIsToldWithItsWord() throws IOException {
        TaskError error = new TaskError("disk.full", "no room", true);
        try (Fixture line = new Fixture(directory, GRACE, (claim, context) -> {
            throw new TaskFailure(error, TaskStatus.FAILED_TO_DOWNLOAD);
        })) {
            await().until(() -> !line.outcomes().isEmpty());

            Finish finish = line.scheduler.leases().finishes(TASK).get(0);
            assertThat(finish.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(finish.error()).isEqualTo(error);
            assertThat(finish.failedStatus()).isEqualTo(TaskStatus.FAILED_TO_DOWNLOAD);
        }
    }

    @Test
    void aFaultOfTheProgramIsToldAsInternalWithItsStackInTheLog() throws IOException {
        try (Fixture line = new Fixture(directory, GRACE, (claim, context) -> {
            throw new IllegalStateException("upside down");
        })) {
            await().until(() -> !line.outcomes().isEmpty());

            assertThat(line.scheduler.leases().finishes(TASK).get(0).error())
                    .isEqualTo(new TaskError(
                            "internal",
                            "unexpected java.lang.IllegalStateException: upside down; the task's log has more",
                            true));
            assertThat(line.scheduler.leases().log(TASK)).contains("upside down", "WorkerLoopTest");
        }
    }

    @Test
    void shortWorkMayEndWithinTheGraceTime() throws Exception {
        try (Fixture line = held(Duration.ofSeconds(20))) {
            line.begun.await();
            Thread closer = new Thread(line.loop::close);
            closer.start();
            goOn.countDown();
            closer.join();

            assertThat(line.outcomes()).containsExactly(Outcome.SUCCEEDED);
        }
    }

    @Test
    void longWorkIsGivenBackAfterTheGraceTime() throws Exception {
        try (Fixture line = held(GRACE)) {
            line.begun.await();

            line.loop.close();

            assertThat(stoppedFor.get()).isEqualTo(CancelSignal.Reason.SHUTDOWN);
            assertThat(line.outcomes()).containsExactly(Outcome.GIVEN_BACK);
        }
    }

    @Test
    void aWorkerWithoutATaskStopsAtOnce() throws Exception {
        try (Fixture line = new Fixture(directory, GRACE, (claim, context) -> DONE)) {
            line.scheduler.pollTime(Duration.ofSeconds(30));
            await().until(() -> line.scheduler.claims().size() > 1);
            long began = System.nanoTime();

            line.loop.close();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void theWorkspaceIsEmptyAtTheStartAndGoneAtTheEnd() throws IOException {
        Files.createDirectories(directory.resolve("left/behind"));
        AtomicReference<Path> used = new AtomicReference<>(directory);
        try (Fixture line = new Fixture(directory, GRACE, (claim, context) -> {
            Path workspace = context.workspace();
            used.set(workspace);
            Files.writeString(workspace.resolve("half"), "made");
            return DONE;
        })) {
            await().until(() -> line.outcomes().equals(List.of(Outcome.SUCCEEDED)));

            assertThat(used.get())
                    .isEqualTo(directory.toRealPath().resolve(TASK))
                    .doesNotExist();
            assertThat(directory.resolve("left")).doesNotExist();
        }
    }

    @Test
    void aSecondWorkerCannotTakeTheSameDirectory() throws IOException {
        try (Fixture line = new Fixture(directory, GRACE, (claim, context) -> DONE)) {
            assertThatThrownBy(() -> Workspace.open(directory))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another worker");
        }
    }
}
