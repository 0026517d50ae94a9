package org.cardpress.protocol.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskResult;
import org.cardpress.protocol.testing.FakeScheduler;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.TaskSpec;

/** A fake scheduler with one task, and one real loop that asks it; the monotonic clock can be turned ahead, back-off is short. */
final class Fixture implements AutoCloseable {
    static final String TASK = "order.d1";
    static final TaskResult DONE = new TaskResult.ImageShelved(1, 2);

    final FakeScheduler scheduler = new FakeScheduler();
    final AtomicLong turned = new AtomicLong();
    final CountDownLatch begun = new CountDownLatch(1);
    final WorkerLoop loop;

    Fixture(Path directory, Duration grace, TaskHandler handler) throws IOException {
        scheduler.pollTime(Duration.ofSeconds(5));
        scheduler.leases().offer(TASK, TaskKind.DOWNLOAD, new TaskSpec.RemoveImage(ImageRefs.ANY), List.of());
        Outside outside = new Outside(
                () -> System.nanoTime() + turned.get(),
                new Random(1),
                (time, signal) -> signal.await(Duration.ofMillis(50)));
        loop = new WorkerLoop(
                "loop",
                () -> new ClaimRequest("host", List.of(TaskKind.DOWNLOAD), List.of(), 1, "test/1"),
                (claim, context) -> {
                    begun.countDown();
                    return handler.run(claim, context);
                },
                SchedulerClient.of(scheduler.uri(), scheduler::credentials),
                directory,
                grace,
                outside);
        loop.start();
    }

    List<Finish.Outcome> outcomes() {
        return scheduler.leases().finishes(TASK).stream().map(Finish::outcome).toList();
    }

    @Override
    public void close() {
        loop.close();
        scheduler.close();
    }
}
