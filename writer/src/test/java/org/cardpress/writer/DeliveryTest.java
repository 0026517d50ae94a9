package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.cardpress.protocol.client.LeaseCalls;
import org.cardpress.protocol.client.SchedulerUnreachable;
import org.cardpress.protocol.error.ErrorCode;
import org.cardpress.protocol.error.ProblemException;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.CardReport.Verdict;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Finish.Outcome;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.protocol.worker.LogChunk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryTest {
    private static final String TASK = "order1.w1";
    private static final Finish WORD = new Finish(
            "token",
            Outcome.FAILED,
            null,
            new TaskError("card.hung", "it hung", true),
            null,
            List.of(),
            new CardReport(
                    Verdict.FAILED,
                    "5",
                    "A",
                    1,
                    null,
                    null,
                    null,
                    null,
                    null,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    5,
                    "card.hung",
                    "it hung",
                    Instant.EPOCH));

    @TempDir
    Path directory;

    private final Peer scheduler = new Peer();
    private final AtomicLong clock = new AtomicLong();

    @Test
    void aWordThatNobodyHeardIsOnDiskForThisAccountOnlyAndSaidByTheNextStart() throws Exception {
        scheduler.answer = new SchedulerUnreachable("away");
        assertThatThrownBy(() -> delivery().finish(TASK, WORD)).isInstanceOf(SchedulerUnreachable.class);
        assertThat(words().tasks()).containsExactly(TASK);
        Path file = directory.resolve(TASK + ".json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        scheduler.answer = null;
        try (Delivery next = delivery()) {
            next.start();
            await().until(() -> words().tasks().isEmpty());
        }

        assertThat(scheduler.heard)
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(WORD);
    }

    @Test
    void aWordIsSaidAgainUntilTheSchedulerIsBack() throws Exception {
        words().keep(TASK, WORD);
        scheduler.answer = new SchedulerUnreachable("away");
        try (Delivery delivery = delivery()) {
            delivery.start();
            await().until(() -> scheduler.asked.get() >= 3);
            assertThat(words().tasks()).containsExactly(TASK);

            scheduler.answer = null;

            await().until(() -> words().tasks().isEmpty());
        }
    }

    @Test
    void aWordThatIsRefusedForGoodIsNotRepeated() throws Exception {
        scheduler.answer = new ProblemException(ErrorCode.LEASE_LOST, "somebody else has it");

        assertThatThrownBy(() -> delivery().finish(TASK, WORD)).isInstanceOf(ProblemException.class);

        assertThat(words().tasks()).isEmpty();
    }

    @Test
    void aSlotThatHasJustFinishedItsCardSpeaksForItselfForAMinute() throws Exception {
        try (Delivery delivery = delivery()) {
            delivery.start();
            words().keep(TASK, WORD);
            long looks = scheduler.looks();
            await().until(() -> scheduler.looks() > looks + 5);
            assertThat(scheduler.heard).isEmpty();

            clock.addAndGet(Duration.ofSeconds(61).toNanos());

            await().until(() -> !scheduler.heard.isEmpty());
        }
    }

    @Test
    void aLaterLeasesWordIsNotForgottenWithAnEarlierOne() throws Exception {
        words().keep(TASK, WORD);

        words().forget(TASK, "another token");

        assertThat(words().tasks()).containsExactly(TASK);
    }

    private Undelivered words() throws Exception {
        return Undelivered.open(directory);
    }

    private Delivery delivery() throws Exception {
        return new Delivery(scheduler, words(), () -> clock.addAndGet(scheduler.look()), Duration.ofMillis(5));
    }

    /** Hears words, or answers as it is told. */
    private static final class Peer implements LeaseCalls {
        private final List<Finish> heard = new CopyOnWriteArrayList<>();
        private final AtomicLong asked = new AtomicLong();
        private final AtomicLong looks = new AtomicLong();
        private volatile @Nullable RuntimeException answer;

        /** Counts the looks at the clock; takes no time. */
        long look() {
            looks.incrementAndGet();
            return 0;
        }

        long looks() {
            return looks.get();
        }

        @Override
        public Optional<Claim> claim(ClaimRequest request) {
            return Optional.empty();
        }

        @Override
        public Heartbeat.Answer heartbeat(String taskId, Heartbeat heartbeat, Duration limit) {
            throw new SchedulerUnreachable("no lease");
        }

        @Override
        public LogChunk.Answer log(String taskId, LogChunk chunk) {
            throw new SchedulerUnreachable("no lease");
        }

        @Override
        public void finish(String taskId, Finish finish) {
            asked.incrementAndGet();
            RuntimeException refusal = answer;
            if (refusal != null) {
                throw refusal;
            }
            heard.add(finish);
        }
    }
}
