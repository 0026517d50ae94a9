package org.cardpress.protocol.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Heartbeat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The small parts of the runtime, each by itself. */
class PartsTest {
    @Property(tries = 100)
    void aBackoffStaysBetweenHalfAndAllOfItsStepAndUnderItsLimit(@ForAll @IntRange(min = 1, max = 20) int tries) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(tries));
        for (int i = 0; i < tries; i++) {
            long step = Math.min(30_000, 1000L << Math.min(i, 10));
            assertThat(backoff.next().toMillis()).isBetween(step / 2, step);
        }
        backoff.reset();
        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aSignalCallsBackOnceAndTakesOnlyAHigherReason() {
        CancelSignal signal = new CancelSignal();
        List<String> called = new ArrayList<>();
        signal.onRaise(() -> called.add("kept"));
        signal.onRaise(() -> called.add("taken back")).close();

        signal.raise(CancelSignal.Reason.CANCEL);
        signal.raise(CancelSignal.Reason.ABANDON);
        signal.raise(CancelSignal.Reason.SHUTDOWN);
        signal.onRaise(() -> called.add("late"));

        assertThat(called).containsExactly("kept", "late");
        assertThat(signal.reason()).contains(CancelSignal.Reason.ABANDON);
        assertThatThrownBy(signal::throwIfRaised).isInstanceOf(TaskStopped.class);
    }

    @Test
    void aCallbackThatFailsDoesNotKeepTheOthersFromBeingCalled() {
        CancelSignal signal = new CancelSignal();
        List<String> called = new ArrayList<>();
        signal.onRaise(() -> {
            throw new IllegalStateException("on purpose");
        });
        signal.onRaise(() -> called.add("second"));

        signal.raise(CancelSignal.Reason.CANCEL);

        assertThat(called).containsExactly("second");
    }

    @Test
    void theRateIsThatOfTheLastSeconds() {
        RateMeter meter = new RateMeter();
        long second = TimeUnit.SECONDS.toNanos(1);
        for (int i = 0; i <= 20; i++) {
            meter.sample(i * second, i * 1000L);
        }
        long slower = 0;
        for (int i = 21; i <= 40; i++) {
            slower = meter.sample(i * second, 20_000 + (i - 20) * 10L);
        }

        assertThat(slower).isEqualTo(10);
    }

    @Test
    void progressNobodyWouldSeeIsNotTold() {
        AtomicLong nanos = new AtomicLong();
        Report report = new Report(nanos::get, 30);
        report.status(TaskStatus.DOWNLOADING);
        report.progress(0, 1_000_000, null);
        assertThat(report.isDue()).isTrue();
        report.told(report.next("t"));

        report.progress(500_000, 1_000_000, null);
        assertThat(report.isDue()).as("within the same second").isFalse();
        nanos.set(TimeUnit.SECONDS.toNanos(2));
        assertThat(report.isDue()).as("half of it a second later").isTrue();
        report.told(report.next("t"));

        nanos.set(TimeUnit.SECONDS.toNanos(4));
        report.progress(500_001, 1_000_000, null);
        assertThat(report.isDue()).as("a byte more").isFalse();
        nanos.set(TimeUnit.SECONDS.toNanos(32));
        Heartbeat renewal = report.next("t");
        assertThat(report.isDue()).as("time to renew").isTrue();
        assertThat(renewal.seq()).isEqualTo(3);
    }

    @Test
    void aWorkspaceDeletesLinksAndNotWhatTheyPointAt(@TempDir Path directory) throws IOException {
        Path outside = Files.writeString(directory.resolve("precious"), "keep");
        Path root = Files.createDirectory(directory.resolve("work"));
        Files.createSymbolicLink(root.resolve("link"), outside);
        Files.createSymbolicLink(root.resolve("up"), directory);

        try (Workspace workspace = Workspace.open(root)) {
            assertThat(workspace.begin("a.d1")).isEmptyDirectory();
            assertThatThrownBy(() -> workspace.begin("../precious")).isInstanceOf(IOException.class);
        }

        assertThat(outside).hasContent("keep");
        assertThat(root.resolve("link")).doesNotExist();
    }
}
