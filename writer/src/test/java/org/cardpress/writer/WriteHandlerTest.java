package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.runtime.TaskStopped;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.device.Errno;
import org.cardpress.writer.device.FakeBlockDevice;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.slot.Sight;
import org.cardpress.writer.staging.StagedImages;
import org.cardpress.writer.watch.CardHung;
import org.cardpress.writer.watch.HangGuard;
import org.cardpress.writer.watch.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteHandlerTest {
    private static final int MIB = ShelfFixture.MIB;
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(15), Duration.ofSeconds(45), Duration.ofSeconds(1), Duration.ofMillis(2));
    private static final CardEvents SOON = new CardEvents(Duration.ofMillis(5));

    private final Path directory;
    private final ShelfFixture shelf;
    private final FakeSlot slot = new FakeSlot();
    private final FakeContext context = new FakeContext();
    private final AtomicLong clock = new AtomicLong();
    private final WriteHandler handler;

    WriteHandlerTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        shelf = new ShelfFixture(directory.resolve("shelf"));
        handler = handler();
    }

    @Test
    void aCardGoesThroughAllStatusesAndComesOutWithItsRecord() throws Exception {
        slot.insert(new FakeBlockDevice(10 * MIB));

        CardWritten card = handler.run(shelf.claim(1), context);

        assertThat(context.statuses)
                .containsExactly(
                        TaskStatus.WAITING_FOR_CARD,
                        TaskStatus.CARD_INSERTED,
                        TaskStatus.WIPING_SDCARD,
                        TaskStatus.CARD_WIPED,
                        TaskStatus.WRITING,
                        TaskStatus.VERIFYING);
        assertThat(context.slot).isEqualTo("B");
        assertThat(card.slot()).isEqualTo("B");
        assertThat(card.capacity()).isEqualTo(10 * MIB);
        assertThat(card.cid()).isEqualTo("c1d");
        assertThat(card.bytesWritten()).isEqualTo(card.bytesVerified()).isEqualTo(4 * MIB + MIB / 2);
        assertThat(shelf.isHeldBy(slot.card().bytes())).isTrue();
        assertThat(slot.card().isClosed()).isTrue();
    }

    @Test
    void anEmptySlotAsksForACardAndStartsWhenOneComes() throws Exception {
        CompletableFuture<CardWritten> running = start(1);
        await().until(() -> !context.messages.isEmpty());
        assertThat(context.messages)
                .containsExactly("Insert a card in slot B for order " + ShelfFixture.ORDER + ", card 1 of 2.");

        slot.insert(new FakeBlockDevice(10 * MIB));

        assertThat(running.get().slot()).isEqualTo("B");
    }

    @Test
    void aCardThatIsTooSmallIsToldWithBothSizesAndCostsNoAttempt() throws Exception {
        FakeBlockDevice small = new FakeBlockDevice(4 * MIB);
        slot.insert(small);
        CompletableFuture<CardWritten> running = start(1);
        await().until(() -> !context.messages.isEmpty());

        assertThat(context.messages)
                .containsExactly("Card in slot B is too small: it holds 4,194,304 bytes, the order needs 8,388,608"
                        + " bytes. Insert a larger one.");
        assertThat(small.calls()).isEmpty();
        slot.insert(new FakeBlockDevice(8 * MIB));
        running.get();
    }

    @Test
    void whatIsLargerThanAnyCardIsTakenForADisk() throws Exception {
        FakeBlockDevice disk = new FakeBlockDevice(10 * MIB);
        slot.insert(disk);
        WriteHandler careful = handler(9 * MIB);
        CompletableFuture<CardWritten> running = start(careful, 1);
        await().until(() -> !context.messages.isEmpty());

        assertThat(context.messages)
                .containsExactly("Slot B holds 10,485,760 bytes (limit for cards on this host: 9,437,184 bytes)."
                        + " Raise the limit if that is really a card.");
        context.cancel.raise(CancelSignal.Reason.CANCEL);
        assertThatThrownBy(running::get).hasCauseInstanceOf(TaskStopped.class);
        assertThat(disk.calls()).isEmpty();
    }

    @Test
    void whatIsUnfitStaysUntouchedAndIsExplained() throws Exception {
        FakeBlockDevice disk = new FakeBlockDevice(10 * MIB);
        slot.insert(disk);
        slot.show(new Sight.Unfit(CardFault.SYSTEM_DISK, "mounted at /"));
        CompletableFuture<CardWritten> running = start(1);
        await().until(() -> !context.messages.isEmpty());

        assertThat(context.messages)
                .containsExactly(
                        "Slot B is the disk of the running system (mounted at /). Correct the slots of this host.");
        context.cancel.raise(CancelSignal.Reason.CANCEL);
        assertThatThrownBy(running::get).hasCauseInstanceOf(TaskStopped.class);
        assertThat(disk.calls()).isEmpty();
    }

    @Test
    void aTaskThatComesBackGetsItsRecordAndNoSecondCard() throws Exception {
        slot.insert(new FakeBlockDevice(10 * MIB));
        CardWritten first = handler.run(shelf.claim(1), context);
        slot.insert(new FakeBlockDevice(10 * MIB));

        CardWritten again = handler().run(shelf.claim(1), new FakeContext());

        assertThat(again).isEqualTo(first);
        assertThat(slot.card().calls()).isEmpty();
    }

    @Test
    void aFinishedCardIsNotOverwrittenByTheNextTask() throws Exception {
        slot.insert(new FakeBlockDevice(10 * MIB));
        handler.run(shelf.claim(1), context);
        List<String> calls = List.copyOf(slot.card().calls());
        context.messages.clear();

        CompletableFuture<CardWritten> next = start(2);

        await().until(() -> !context.messages.isEmpty());
        assertThat(context.messages)
                .containsExactly("The card in slot B is finished (task " + ShelfFixture.ORDER
                        + ".w1). Take it out and insert another one.");
        assertThat(slot.card().calls()).isEqualTo(calls);
        slot.insert(new FakeBlockDevice(10 * MIB));
        next.get();
    }

    @Test
    void aCardThatFailedMustBeChangedBeforeTheNextAttempt() throws Exception {
        slot.insert(new FakeBlockDevice(10 * MIB)
                .with(FakeBlockDevice.writeErrorAt(6 * MIB, Errno.EIO, Integer.MAX_VALUE)));

        assertThatThrownBy(() -> handler.run(shelf.claim(1), context))
                .isInstanceOfSatisfying(TaskFailure.class, failure -> {
                    assertThat(failure.error().code()).isEqualTo("card.media_error");
                    assertThat(failure.error().retryable()).isTrue();
                    assertThat(failure.error().message())
                            .isEqualTo("Card in slot B fails when written at MiB 6 (6,291,456 bytes). Throw it away.");
                    assertThat(failure.failedStatus()).isEqualTo(TaskStatus.FAILED_TO_WRITE);
                });
        int calls = slot.card().calls().size();
        CompletableFuture<CardWritten> retry = start(1);
        await().until(() -> context.messages.stream().anyMatch(said -> said.contains("no longer used")));
        assertThat(slot.card().calls()).hasSize(calls);
        slot.insert(new FakeBlockDevice(10 * MIB));

        assertThat(retry.get().capacity()).isEqualTo(10 * MIB);
    }

    @Test
    void theSameCardPutInAgainIsTakenAfterTheSlotWasSeenEmpty() throws Exception {
        slot.insert(new FakeBlockDevice(10 * MIB));
        Sight finished = slot.look();
        handler.run(shelf.claim(1), context);
        context.messages.clear();
        CompletableFuture<CardWritten> next = start(2);
        await().until(() -> !context.messages.isEmpty());

        slot.show(new Sight.Empty(false));
        await().until(() -> context.messages.size() == 2);
        slot.show(finished);

        next.get();
    }

    @Test
    void aCardPulledInTheMiddleIsSaidToBePulled() {
        slot.insert(new FakeBlockDevice(10 * MIB)
                .with(FakeBlockDevice.writeErrorAt(5 * MIB + 8192, Errno.EIO, Integer.MAX_VALUE)));
        context.onStatus = status -> {
            if (status == TaskStatus.WRITING) {
                slot.show(new Sight.Empty(false));
            }
        };

        assertThatThrownBy(() -> handler.run(shelf.claim(1), context))
                .isInstanceOfSatisfying(TaskFailure.class, failure -> assertThat(
                                failure.error().message())
                        .isEqualTo("Card was taken out of slot B at MiB 5 (5,242,880 bytes). It is not usable; put it"
                                + " back or insert a new one."));
    }

    @Test
    void aFailureBeforeTheCardIsClearedIsAFailureToWipe() {
        slot.insert(
                new FakeBlockDevice(10 * MIB).with(FakeBlockDevice.writeErrorAt(0, Errno.EILSEQ, Integer.MAX_VALUE)));

        assertThatThrownBy(() -> handler.run(shelf.claim(1), context))
                .isInstanceOfSatisfying(TaskFailure.class, failure -> {
                    assertThat(failure.failedStatus()).isEqualTo(TaskStatus.FAILED_TO_WIPE);
                    assertThat(failure.error().code()).isEqualTo("card.link_error");
                });
    }

    @Test
    void aTaskCancelledWhileItWaitsEndsAtOnce() throws Exception {
        CompletableFuture<CardWritten> running = start(1);
        await().until(() -> !context.messages.isEmpty());

        context.cancel.raise(CancelSignal.Reason.CANCEL);

        assertThatThrownBy(running::get).isInstanceOf(ExecutionException.class).hasCauseInstanceOf(TaskStopped.class);
    }

    @Test
    void aTaskCancelledWhileItWritesLeavesTheCardBlankAndUsable() throws Exception {
        slot.insert(new FakeBlockDevice(10 * MIB).filledWith(0x55));
        context.onProgress = () -> context.cancel.raise(CancelSignal.Reason.ABANDON);

        assertThatThrownBy(() -> handler.run(shelf.claim(1), context)).isInstanceOf(TaskStopped.class);

        assertThat(Arrays.copyOf(slot.card().bytes(), MIB)).containsOnly(0);
        assertThat(slot.card().isClosed()).isTrue();
        handler.run(shelf.claim(1), new FakeContext());
        assertThat(shelf.isHeldBy(slot.card().bytes())).isTrue();
    }

    @Test
    void aCardThatHangsIsToldThenGivenUpAndNeverTouchedAgain() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        slot.insert(new FakeBlockDevice(10 * MIB).with(FakeBlockDevice.hangingAt(6 * MIB, answers)));
        FakeBlockDevice hung = slot.card();
        CompletableFuture<CardWritten> running = start(1);
        await().until(() -> hung.calls().stream().anyMatch(call -> call.equals("write 5242880+2097152")));

        pass(Duration.ofSeconds(20));
        await().until(() -> context.log.contains("Card in slot B is not responding for 20 s."));
        pass(Duration.ofSeconds(25));

        assertThatThrownBy(running::get).rootCause().isInstanceOf(CardHung.class);
        assertThatThrownBy(running::get).hasRootCauseMessage("a call on the card did not return within 45 s");
        int calls = hung.calls().size();
        slot.insert(new FakeBlockDevice(10 * MIB));
        assertThat(start(1).get().capacity()).isEqualTo(10 * MIB);
        answers.countDown();
        await().until(hung::isClosed);
        assertThat(hung.calls()).hasSize(calls);
        assertThat(Arrays.copyOf(hung.bytes(), MIB)).containsOnly(0);
    }

    @Test
    void aCancelDoesNotWaitForACardThatHangs() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        slot.insert(new FakeBlockDevice(10 * MIB).with(FakeBlockDevice.hangingAt(6 * MIB, answers)));
        FakeBlockDevice hung = slot.card();
        CompletableFuture<CardWritten> running = start(1);
        await().until(() -> hung.calls().stream().anyMatch(call -> call.equals("write 5242880+2097152")));

        context.cancel.raise(CancelSignal.Reason.CANCEL);
        await().until(() -> {
            pass(Duration.ofMillis(100));
            return running.isDone();
        });

        assertThatThrownBy(running::get).hasCauseInstanceOf(TaskStopped.class);
        assertThat(Duration.ofNanos(clock.get())).isLessThan(Duration.ofSeconds(2));
        int calls = hung.calls().size();
        slot.insert(hung);
        answers.countDown();
        await().until(hung::isClosed);
        assertThat(hung.calls()).as("a cancelled slot touches no card").hasSize(calls);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void aCardThatWasRepairedIsDeliveredWithAWarning() throws Exception {
        slot.insert(new FakeBlockDevice(10 * MIB).with(FakeBlockDevice.lostWriteAt(6 * MIB, 1)));

        CardWritten card = handler.run(shelf.claim(1), context);

        assertThat(card.repairedBlocks()).isEqualTo(2);
        assertThat(context.warnings).containsExactly("2 MiB of the card had to be written twice: it is getting old");
    }

    @Test
    void aMissingImageFailsForGood() throws Exception {
        shelf.shelf.hide(ShelfFixture.ORDER);

        assertThatThrownBy(() -> handler.run(shelf.claim(1), context))
                .isInstanceOfSatisfying(TaskFailure.class, failure -> {
                    assertThat(failure.error().code()).isEqualTo("image.missing");
                    assertThat(failure.error().retryable()).isFalse();
                });
    }

    @Test
    void anImageThatChangedOnTheShelfIsNotPutOnACard() throws Exception {
        Path image = shelf.shelf.imageFile(ShelfFixture.ORDER, "clinic");
        byte[] bytes = Files.readAllBytes(image);
        bytes[6 * MIB] ^= 1;
        Files.write(image, bytes);
        slot.insert(new FakeBlockDevice(10 * MIB));

        assertThatThrownBy(() -> handler.run(shelf.claim(1), context))
                .isInstanceOfSatisfying(TaskFailure.class, failure -> assertThat(
                                failure.error().message())
                        .isEqualTo("The image on the shelf is damaged: it no longer matches its check values at MiB 6"
                                + " (6,291,456 bytes). Download it again."));
        assertThat(Arrays.copyOf(slot.card().bytes(), MIB)).containsOnly(0);
    }

    private WriteHandler handler() throws IOException {
        return handler(WriterConfig.LARGEST_CARD);
    }

    private WriteHandler handler(long largestCard) throws IOException {
        CardLedger ledger = CardLedger.open(directory.resolve("state"), InstantSource.system());
        HangGuard guard = new HangGuard("B", PATIENCE, clock::get);
        return new WriteHandler(
                slot,
                new StagedImages(shelf.shelf),
                ledger,
                PressFixture.press(directory),
                new CardWriter(System::nanoTime),
                guard,
                largestCard,
                SOON);
    }

    private CompletableFuture<CardWritten> start(int card) {
        return start(handler, card);
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
