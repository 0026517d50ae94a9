package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.runtime.TaskStopped;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.device.Errno;
import org.cardpress.writer.device.FakeBlockDevice;
import org.cardpress.writer.device.FakeBlockDevice.Trouble;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.quarantine.Quarantine;
import org.cardpress.writer.quarantine.QuarantinedCard;
import org.cardpress.writer.quarantine.SlotTrust;
import org.cardpress.writer.staging.StagedImages;
import org.cardpress.writer.stamp.CardStamp;
import org.cardpress.writer.stamp.CardStamp.State;
import org.cardpress.writer.stamp.StampedCard;
import org.cardpress.writer.watch.HangGuard;
import org.cardpress.writer.watch.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the stamp on a card changes in its life. */
class StampedWriteTest {
    private static final int MIB = ShelfFixture.MIB;
    private static final int PLACE = 4 * MIB - 4096;

    private final Path directory;
    private final ShelfFixture shelf;
    private final FakeSlot slot = new FakeSlot();
    private final FakeContext context = new FakeContext();

    StampedWriteTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        shelf = new ShelfFixture(directory.resolve("shelf"), true);
    }

    @Test
    void aWrittenCardSaysForWhichTaskItWasWritten() throws Exception {
        slot.insert(new FakeBlockDevice(10 * MIB));

        handler().run(shelf.claim(1), context);

        CardStamp stamp = stamp(slot.card());
        assertThat(stamp.state()).isEqualTo(State.VERIFIED);
        assertThat(stamp.taskId()).isEqualTo(ShelfFixture.ORDER + ".w1");
        assertThat(stamp.imageSha256()).isEqualTo("5".repeat(64));
        assertThat(stamp.writings()).isEqualTo(1);
        assertThat(shelf.isHeldBy(slot.card().bytes())).isTrue();
        assertThat(slot.card().calls().stream().filter(call -> call.equals("write " + PLACE + "+4096")))
                .hasSize(2);
    }

    @Test
    void aFinishedCardIsNotOverwrittenButAnotherOneAskedFor() throws Exception {
        FakeBlockDevice finished = finishedCard();
        byte[] before = finished.bytes().clone();
        slot.insert(finished);
        CompletableFuture<CardWritten> running = start(handler(), 2);
        await().until(() -> !context.messages.isEmpty());

        assertThat(context.messages.get(0))
                .startsWith("Card in slot B was written for order " + ShelfFixture.ORDER + " on 20")
                .endsWith("Confirm that it may be overwritten, or insert another one.");
        assertThat(finished.bytes()).isEqualTo(before);
        slot.insert(new FakeBlockDevice(10 * MIB));
        running.get();
        assertThat(context.messages).hasSize(1);
    }

    @Test
    void aFinishedCardIsOverwrittenWhereTheHostIsToldSoAndKeepsItsName() throws Exception {
        FakeBlockDevice finished = finishedCard();
        CardStamp before = stamp(finished);
        slot.insert(finished);

        handler(WriterConfig.Overwrite.ALWAYS).run(shelf.claim(2), context);

        CardStamp after = stamp(finished);
        assertThat(after.card()).isEqualTo(before.card());
        assertThat(after.job()).isNotEqualTo(before.job());
        assertThat(after.writings()).isEqualTo(2);
        assertThat(after.taskId()).endsWith(".w2");
    }

    @Test
    void aTaskMayWriteItsOwnCardAgain() throws Exception {
        FakeBlockDevice finished = finishedCard();
        slot.insert(finished);

        handler(directory.resolve("another host"), WriterConfig.Overwrite.ASK).run(shelf.claim(1), context);

        assertThat(stamp(finished).writings()).isEqualTo(2);
    }

    @Test
    void aFinishedCardThatWasBlankedSinceMayBeWritten() throws Exception {
        FakeBlockDevice finished = finishedCard();
        Arrays.fill(finished.bytes(), 0, 512, (byte) 0);
        slot.insert(finished);

        handler().run(shelf.claim(2), context);

        assertThat(stamp(finished).taskId()).endsWith(".w2");
    }

    @Test
    void aCardThatFailedRemembersIt() throws Exception {
        FakeBlockDevice bad =
                new FakeBlockDevice(10 * MIB).with(FakeBlockDevice.writeErrorAt(6 * MIB, Errno.EIO, Integer.MAX_VALUE));
        slot.insert(bad);

        assertThatThrownBy(() -> handler().run(shelf.claim(1), context)).isInstanceOf(TaskFailure.class);

        assertThat(stamp(bad).state()).isEqualTo(State.FAILED);
        assertThat(stamp(bad).failures()).isEqualTo(1);
    }

    @Test
    void aCardThatHoldsTheImageButNotItsNewStampIsNotDelivered() throws Exception {
        FakeBlockDevice finished = finishedCard().with(ignoringItsStamp());
        slot.insert(finished);

        assertThatThrownBy(() -> handler(WriterConfig.Overwrite.ALWAYS).run(shelf.claim(2), context))
                .isInstanceOfSatisfying(
                        TaskFailure.class,
                        failure -> assertThat(failure.error().code()).isEqualTo("card.ignores_writes"));
        assertThat(Arrays.copyOf(finished.bytes(), MIB)).containsOnly(0);
    }

    @Test
    void aCardThatWasStoppedGoesOnWhereItWas() throws Exception {
        FakeBlockDevice card = stoppedCard(new FakeBlockDevice(10 * MIB));
        int calls = card.calls().size();
        slot.insert(card);

        handler().run(shelf.claim(2), new FakeContext());

        assertThat(card.calls().subList(calls, card.calls().size())).doesNotContain("write " + MIB + "+" + 2 * MIB);
        assertThat(shelf.isHeldBy(card.bytes())).isTrue();
    }

    @Test
    void anotherCardStartsAfresh() throws Exception {
        stoppedCard(new FakeBlockDevice(10 * MIB));
        FakeBlockDevice other = new FakeBlockDevice(10 * MIB);
        slot.insert(other);

        handler().run(shelf.claim(1), new FakeContext());

        assertThat(other.calls()).contains("write " + MIB + "+" + 2 * MIB);
    }

    @Test
    void anotherImageStartsAfresh() throws Exception {
        FakeBlockDevice card = stoppedCard(new FakeBlockDevice(10 * MIB));
        StampedCard stamped = new StampedCard(card);
        CardStamp was = stamp(card);
        stamped.write(
                PLACE,
                new CardStamp(
                        was.card(), was.job(), was.state(), was.taskId(), "6".repeat(64), was.at(), was.writings(), 0));
        int calls = card.calls().size();
        slot.insert(card);

        handler().run(shelf.claim(1), new FakeContext());

        assertThat(card.calls().subList(calls, card.calls().size())).contains("write " + MIB + "+" + 2 * MIB);
    }

    @Test
    void aCardThatFailedTwiceIsRefusedUntilItsQuarantineIsLifted() throws Exception {
        slot.cid = null;
        FakeBlockDevice bad = new FakeBlockDevice(10 * MIB).with(FakeBlockDevice.writeErrorAt(6 * MIB, Errno.EIO, 4));
        for (int i = 0; i < 2; i++) {
            slot.insert(bad);
            assertThatThrownBy(() -> handler().run(shelf.claim(1), context)).isInstanceOf(TaskFailure.class);
        }
        int calls = bad.calls().size();
        slot.insert(bad);
        CompletableFuture<CardWritten> running = start(handler(), 1);
        await().until(() -> context.messages.stream().anyMatch(said -> said.contains("quarantine")));
        String name = "stamp-" + stamp(bad).card();
        assertThat(context.messages.get(context.messages.size() - 1))
                .isEqualTo("Card in slot B is in quarantine: it failed 2 times (" + name
                        + "). Throw it away, or have the quarantine lifted.");
        assertThat(bad.calls().subList(calls, bad.calls().size())).noneMatch(call -> call.startsWith("write"));
        // known by its stamp on a host that never saw it, too
        Quarantine elsewhere = Quarantine.open(directory.resolve("elsewhere"));
        assertThat(elsewhere.refusal(List.of(name), stamp(bad).failures())).isPresent();
        assertThat(elsewhere.refused()).extracting(QuarantinedCard::name).containsExactly(name);
        elsewhere.lift(name, "anna");
        assertThat(elsewhere.refused()).isEmpty();
        assertThat(elsewhere.refusal(List.of(name), stamp(bad).failures())).isEmpty();

        Quarantine.open(directory.resolve("quarantine")).lift(name, "anna");
        slot.insert(bad);

        running.get();
    }

    @Test
    void aCounterfeitIsRefusedAfterItsFirstFailure() throws Exception {
        slot.insert(new FakeBlockDevice(16 * MIB).holdingReally(8 * MIB));

        assertThatThrownBy(() -> handler().run(shelf.claim(1), context))
                .isInstanceOfSatisfying(TaskFailure.class, failure -> assertThat(
                                failure.error().message())
                        .isEqualTo("Counterfeit card in slot B: it says 16,777,216 bytes, it really holds 8,388,608"
                                + " bytes. Throw it away."));

        assertThat(Quarantine.open(directory.resolve("quarantine")).refusal(List.of("cid-c1d"), 0))
                .isPresent();
    }

    @Test
    void threeDifferentCardsThatFailInOneSlotPointAtItsReaderAndAGoodOneClearsIt() throws Exception {
        SlotTrust trust = SlotTrust.open(directory.resolve("slots"));
        for (int i = 1; i <= 3; i++) {
            assertThat(trust.isSetAside("B")).isFalse();
            slot.cid = "c" + i;
            slot.insert(new FakeBlockDevice(10 * MIB)
                    .with(FakeBlockDevice.writeErrorAt(6 * MIB, Errno.EIO, Integer.MAX_VALUE)));
            boolean third = i == 3;
            assertThatThrownBy(() -> handler().run(shelf.claim(1), context))
                    .isInstanceOfSatisfying(TaskFailure.class, failure -> assertThat(failure.error()
                                    .message()
                                    .endsWith("Check the reader of slot B: three different cards in a row failed in"
                                            + " it."))
                            .isEqualTo(third));
        }
        assertThat(trust.isSetAside("B")).isTrue();
        assertThat(trust.setAside()).containsExactly("B");

        slot.cid = "c4";
        slot.insert(new FakeBlockDevice(10 * MIB));
        handler().run(shelf.claim(1), new FakeContext());

        assertThat(trust.isSetAside("B")).isFalse();
    }

    /** After the first of two units. */
    private FakeBlockDevice stoppedCard(FakeBlockDevice card) throws Exception {
        slot.insert(card);
        FakeContext impatient = new FakeContext();
        impatient.onProgress = () -> {
            if (impatient.statuses.contains(TaskStatus.WRITING)) {
                impatient.cancel.raise(CancelSignal.Reason.ABANDON);
            }
        };
        assertThatThrownBy(() -> handler().run(shelf.claim(1), impatient)).isInstanceOf(TaskStopped.class);
        return card;
    }

    private static Trouble ignoringItsStamp() {
        return new Trouble() {
            @Override
            public boolean takesWrite(long offset, int length) {
                return offset != PLACE;
            }
        };
    }

    private FakeBlockDevice finishedCard() throws Exception {
        FakeBlockDevice card = new FakeBlockDevice(10 * MIB);
        slot.insert(card);
        handler().run(shelf.claim(1), new FakeContext());
        return card;
    }

    private static CardStamp stamp(FakeBlockDevice card) throws CardFailure {
        return new StampedCard(card).find(OptionalLong.empty()).orElseThrow();
    }

    private WriteHandler handler() throws IOException {
        return handler(WriterConfig.Overwrite.ASK);
    }

    private WriteHandler handler(WriterConfig.Overwrite overwrite) throws IOException {
        return handler(directory, overwrite);
    }

    private WriteHandler handler(Path state, WriterConfig.Overwrite overwrite) throws IOException {
        return new WriteHandler(
                slot,
                new StagedImages(shelf.shelf),
                CardLedger.open(state.resolve("state"), InstantSource.system()),
                PressFixture.press(state, overwrite),
                new CardWriter(System::nanoTime),
                new HangGuard("B", Patience.USUAL, System::nanoTime),
                WriterConfig.LARGEST_CARD,
                new CardEvents(Duration.ofMillis(5)));
    }

    private CompletableFuture<CardWritten> start(WriteHandler handler, int card) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return handler.run(shelf.claim(card), context);
            } catch (RuntimeException stopped) {
                throw stopped;
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
    }
}
