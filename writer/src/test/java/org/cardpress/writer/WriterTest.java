package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.cardpress.protocol.catalog.SlotState;
import org.cardpress.protocol.client.LeaseCalls;
import org.cardpress.protocol.runtime.Outside;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Heartbeat;
import org.cardpress.protocol.worker.LogChunk;
import org.cardpress.writer.card.Wipe;
import org.cardpress.writer.slot.KernelTree;
import org.cardpress.writer.slot.LinuxSlotProbe;
import org.cardpress.writer.slot.Slot;
import org.cardpress.writer.watch.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole writer on files that play cards, with a scheduler that only hands out. */
@Timeout(600)
class WriterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Path directory;
    private final ShelfFixture shelf;
    private final HandingOut scheduler = new HandingOut();
    private final AtomicReference<List<SlotState>> told = new AtomicReference<>(List.of());

    WriterTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        shelf = new ShelfFixture(directory.resolve("shelf"));
    }

    @Test
    void twoSlotsWriteTwoCardsAndEachIsTakenOnlyOnce() throws Exception {
        card("A");
        card("B");
        scheduler.tasks.add(shelf.claim(1));
        scheduler.tasks.add(shelf.claim(2));

        try (Writer writer = start()) {
            await().atMost(PATIENCE).until(() -> scheduler.finished.size() == 2);
        }

        assertThat(scheduler.finished.values())
                .allSatisfy(finish -> assertThat(finish.outcome()).isEqualTo(Finish.Outcome.SUCCEEDED))
                .extracting(finish -> ((CardWritten) Objects.requireNonNull(finish.result())).slot())
                .containsExactlyInAnyOrder("A", "B");
        assertThat(shelf.isHeldBy(Files.readAllBytes(directory.resolve("A")))).isTrue();
        assertThat(shelf.isHeldBy(Files.readAllBytes(directory.resolve("B")))).isTrue();
    }

    @Test
    void aSlotWithAFinishedCardAsksForNothingUntilTheCardIsChanged() throws Exception {
        card("A");
        card("B");
        scheduler.tasks.add(shelf.claim(1));
        scheduler.tasks.add(shelf.claim(2));
        try (Writer writer = start()) {
            await().atMost(PATIENCE).until(() -> scheduler.finished.size() == 2);
            scheduler.tasks.add(shelf.claim(3));

            Files.setLastModifiedTime(directory.resolve("B"), FileTime.from(Instant.EPOCH));

            await().atMost(PATIENCE).until(() -> scheduler.finished.size() == 3);
            // The slots are told of by a thread of its own, which a writer that ends does not wait for.
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(told.get())
                    .filteredOn(state -> state.slot().equals("A"))
                    .containsExactly(new SlotState(
                            "A",
                            "The card in slot A is finished (task " + leftIn()
                                    + "). Take it out and insert another one.",
                            true)));
        }

        assertThat(told.get()).extracting(SlotState::slot).containsExactlyInAnyOrder("A", "B");
        Finish third = Objects.requireNonNull(scheduler.finished.get(ShelfFixture.ORDER + ".w3"));
        assertThat(third.result()).isInstanceOfSatisfying(CardWritten.class, card -> assertThat(card.slot())
                .isEqualTo("B"));
    }

    @Test
    void aWriterThatIsToldToStopWhileItWaitsForACardGivesTheTaskBack() throws Exception {
        scheduler.tasks.add(shelf.claim(1));
        Writer writer = start();
        await().atMost(PATIENCE).until(() -> scheduler.beats.containsKey(ShelfFixture.ORDER + ".w1"));

        writer.close();

        assertThat(scheduler.finished.values()).singleElement().satisfies(finish -> assertThat(finish.outcome())
                .isEqualTo(Finish.Outcome.GIVEN_BACK));
    }

    @Test
    void slotsThatAreNotDistinctAreRefused() {
        assertThatThrownBy(() -> config(new Slot("A", Path.of("/a")), new Slot("A", Path.of("/b"))))
                .hasMessage("slot A twice (expected each name once)");
        assertThatThrownBy(() -> config(new Slot("A", Path.of("/a")), new Slot("B", Path.of("/x/../a"))))
                .hasMessageContaining("is that of another slot already");
        assertThatThrownBy(() -> new Slot("A", Path.of("dev/sda"))).hasMessageContaining("expected an absolute path");
        assertThatThrownBy(() -> new Slot("../A", Path.of("/dev/sda"))).hasMessageContaining("slot name '../A'");
    }

    @Test
    void thePasswordIsNeverPrinted() {
        assertThat(config(new Slot("A", Path.of("/a"))).toString()).doesNotContain("secret");
    }

    /** The task whose card is still in slot A. */
    private String leftIn() {
        return scheduler.finished.entrySet().stream()
                .filter(each -> each.getValue().result() instanceof CardWritten card
                        && card.slot().equals("A"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private void card(String name) throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(directory.resolve(name).toFile(), "rw")) {
            file.setLength(ShelfFixture.SIZE + 4096);
        }
    }

    private Writer start() throws IOException {
        return Writer.start(
                config(new Slot("A", directory.resolve("A")), new Slot("B", directory.resolve("B"))),
                scheduler,
                new LinuxSlotProbe(KernelTree.REAL),
                Outside.real(),
                told::set);
    }

    private WriterConfig config(Slot... slots) {
        return new WriterConfig(
                URI.create("http://localhost:1"),
                "host",
                "secret",
                "bench",
                shelf.shelf.root(),
                directory.resolve("state"),
                List.of(slots),
                WriterConfig.LARGEST_CARD,
                WriterConfig.Overwrite.ASK,
                Wipe.SIGNATURES,
                Patience.USUAL,
                Duration.ofSeconds(5));
    }

    /** Hands out what it has, and remembers what it hears. */
    private static final class HandingOut implements LeaseCalls {
        private final BlockingQueue<Claim> tasks = new LinkedBlockingQueue<>();
        private final Map<String, Finish> finished = new ConcurrentHashMap<>();
        private final Map<String, Heartbeat> beats = new ConcurrentHashMap<>();

        @Override
        public Optional<Claim> claim(ClaimRequest request) {
            assertThat(request.slots()).hasSize(1);
            try {
                return Optional.ofNullable(tasks.poll(5, TimeUnit.SECONDS));
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        @Override
        public Heartbeat.Answer heartbeat(String taskId, Heartbeat heartbeat, Duration limit) {
            beats.put(taskId, heartbeat);
            return new Heartbeat.Answer(Heartbeat.Order.CONTINUE, Instant.now().plusSeconds(90));
        }

        @Override
        public LogChunk.Answer log(String taskId, LogChunk chunk) {
            return new LogChunk.Answer(chunk.offset() + chunk.text().length());
        }

        @Override
        public void finish(String taskId, Finish finish) {
            finished.put(taskId, finish);
        }
    }
}
