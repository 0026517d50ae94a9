package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.writer.device.FakeBlockDevice;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.quarantine.SlotTrust;
import org.cardpress.writer.slot.CardIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeSlotTest {
    private final FreeCards cards = new FreeCards();
    private final FakeSlot slot = new FakeSlot();
    private final CardLedger ledger;
    private final FreeSlot free;
    private final SlotTrust trust;
    private final SlotNews news = new SlotNews(slots -> {}, Duration.ofDays(1), Duration.ofDays(1));

    FreeSlotTest(@TempDir Path directory) throws IOException {
        ledger = CardLedger.open(directory, InstantSource.system());
        trust = SlotTrust.open(directory.resolve("slots"));
        free = new FreeSlot(slot, ledger, cards, "host", new CardEvents(Duration.ofMillis(5)), trust, news);
    }

    @Test
    void aSlotThatIsSetAsideAsksForNothingUntilItIsCleared() throws Exception {
        for (String card : List.of("a", "b", "b", "c")) {
            trust.failed("B", card);
        }
        CompletableFuture<ClaimRequest> asking = CompletableFuture.supplyAsync(free);
        assertThat(asking).isNotDone();

        trust.clear("B");

        assertThat(asking.get().slots()).hasSize(1);
    }

    @Test
    void anEmptySlotAsksForAnything() {
        assertThat(free.get().slots()).containsExactly(new ClaimRequest.Slot("B", null));
    }

    @Test
    void aSlotTellsTheSizeOfItsCardWhereAnotherSlotHasALargerOne() {
        slot.insert(new FakeBlockDevice(4096));
        cards.offered("A", 8192);

        assertThat(free.get().slots()).containsExactly(new ClaimRequest.Slot("B", 4096L));
    }

    @Test
    void theSlotWithTheLargestCardTakesWhatFitsNowhereSoThatItIsSaid() {
        slot.insert(new FakeBlockDevice(4096));
        cards.offered("A", 8192);
        cards.taken("A");

        assertThat(free.get().slots()).containsExactly(new ClaimRequest.Slot("B", null));
    }

    @Test
    void aSlotWithASpentCardAsksForNothingUntilItIsClosed() throws Exception {
        CardIdentity card = slot.insert(new FakeBlockDevice(4096));
        ledger.spend("B", card, "finished");
        CompletableFuture<ClaimRequest> asking = CompletableFuture.supplyAsync(free);

        assertThat(asking).isNotDone();
        free.close();

        assertThat(asking.get().slots()).hasSize(1);
    }

    @Test
    void aSlotWithASpentCardAsksAgainOnceAnotherCardIsIn() throws Exception {
        ledger.spend("B", slot.insert(new FakeBlockDevice(4096)), "finished");
        CompletableFuture<ClaimRequest> asking = CompletableFuture.supplyAsync(free);

        slot.insert(new FakeBlockDevice(4096));

        assertThat(asking.get().slots()).hasSize(1);
    }
}
