package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.cardpress.protocol.auth.Credentials;
import org.cardpress.protocol.client.SchedulerClient;
import org.cardpress.protocol.runtime.Outside;
import org.cardpress.protocol.task.CardReport.Verdict;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.testing.FakeScheduler;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Finish.Outcome;
import org.cardpress.writer.card.Wipe;
import org.cardpress.writer.slot.KernelTree;
import org.cardpress.writer.slot.LinuxSlotProbe;
import org.cardpress.writer.slot.Slot;
import org.cardpress.writer.slot.SlotAddress;
import org.cardpress.writer.virtual.Quirk;
import org.cardpress.writer.virtual.VirtualSlot;
import org.cardpress.writer.watch.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every token of a writer ends while it writes a card, over real HTTP: the card goes on, and what became of it is told after a fresh
 * login, whenever that succeeds.
 */
@Timeout(600)
class EndedLoginTest {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String TASK = ShelfFixture.ORDER + ".w1";
    /** The card takes more than two seconds, and is told about after a fraction of one. */
    private static final long RATE = 2L << 20;

    private final Path directory;
    private final ShelfFixture shelf;
    private final VirtualSlot slot;
    private final FakeScheduler scheduler = new FakeScheduler();
    private final AtomicReference<Credentials> login = new AtomicReference<>(scheduler.credentials());

    EndedLoginTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        shelf = new ShelfFixture(directory.resolve("shelf"), true);
        slot = new VirtualSlot(directory.resolve("A"));
    }

    @BeforeEach
    void begin() throws IOException {
        scheduler.pollTime(Duration.ofMillis(200));
        scheduler.leases().times(90, 1);
        scheduler.leases().offer(TASK, TaskKind.WRITE, shelf.claim(1).spec(), List.of());
        slot.insert(10L << 20, Map.of(Quirk.WRITE_RATE, RATE), false);
    }

    @AfterEach
    void stop() {
        scheduler.close();
    }

    @Test
    void aFreshLoginIsMadeAndNobodyNotices() throws Exception {
        try (Writer writer = start()) {
            awaitWriting();
            scheduler.tokens().endAll();

            assertDelivered();
        }

        assertThat(scheduler.tokens().logins()).isEqualTo(2);
        assertThat(shelf.isHeldBy(Files.readAllBytes(slot.card()))).isTrue();
    }

    @Test
    void whereNoLoginSucceedsTheCardIsFinishedAndItsRecordWaitsOnDisk() throws Exception {
        try (Writer writer = start()) {
            awaitWriting();
            login.set(new Credentials(scheduler.credentials().username(), "changed meanwhile"));
            scheduler.tokens().endAll();

            await().atMost(LONG).until(() -> Files.exists(record("finished")) && Files.exists(record("undelivered")));
            assertThat(shelf.isHeldBy(Files.readAllBytes(slot.card()))).isTrue();
            assertThat(scheduler.leases().finishes(TASK)).isEmpty();
            assertThat(scheduler.tokens().logins())
                    .as("logins, refused ones too")
                    .isGreaterThan(1);

            login.set(scheduler.credentials());

            assertDelivered();
            await().atMost(LONG).until(() -> !Files.exists(record("undelivered")));
        }
        assertThat(scheduler.leases().attempts(TASK)).isEqualTo(1);
    }

    private void awaitWriting() {
        await().atMost(LONG).until(() -> scheduler.leases().heartbeats(TASK).stream()
                .anyMatch(beat -> beat.status() == TaskStatus.WRITING));
        assertThat(scheduler.leases().finishes(TASK)).isEmpty();
    }

    private void assertDelivered() {
        await().atMost(LONG).until(() -> !scheduler.leases().finishes(TASK).isEmpty());
        Finish word = scheduler.leases().finishes(TASK).get(0);
        assertThat(word.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(Objects.requireNonNull(word.card()).verdict()).isEqualTo(Verdict.VERIFIED);
    }

    private Path record(String kind) {
        return directory.resolve("state/cards").resolve(kind).resolve(TASK + ".json");
    }

    private Writer start() throws IOException {
        WriterConfig config = new WriterConfig(
                scheduler.uri(),
                scheduler.credentials().username(),
                scheduler.credentials().password(),
                "bench",
                shelf.shelf.root(),
                directory.resolve("state"),
                List.of(new Slot("A", new SlotAddress.VirtualPlace(slot))),
                WriterConfig.LARGEST_CARD,
                WriterConfig.Overwrite.ASK,
                Wipe.SIGNATURES,
                Patience.USUAL,
                Duration.ofSeconds(5));
        return Writer.start(
                config,
                SchedulerClient.of(scheduler.uri(), login::get),
                new LinuxSlotProbe(KernelTree.REAL),
                Outside.real(),
                told -> {});
    }
}
