package org.cardpress.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.CardReport.Verdict;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.device.Errno;
import org.cardpress.writer.device.FakeBlockDevice;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.staging.StagedImages;
import org.cardpress.writer.watch.HangGuard;
import org.cardpress.writer.watch.Patience;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card that carries something waits for a person's yes; what became of it is told with the last word about its task. */
class ConfirmedCardTest {
    private static final int MIB = ShelfFixture.MIB;

    private final Path directory;
    private final ShelfFixture shelf;
    private final FakeSlot slot = new FakeSlot();
    private final FakeContext context = new FakeContext();

    ConfirmedCardTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        shelf = new ShelfFixture(directory.resolve("shelf"), true);
    }

    @Test
    void aCardThatCarriesSomethingIsWrittenOnceAPersonConfirmsIt() throws Exception {
        FakeBlockDevice used = formatted();
        slot.insert(used);
        CompletableFuture<CardWritten> running = start(WriterConfig.Overwrite.ASK);
        CardQuestion question = question();

        assertThat(question.text())
                .isEqualTo("Card in slot B carries a file system: FAT. Confirm that it may be overwritten, or insert"
                        + " another one.");
        assertThat(used.calls()).noneMatch(call -> call.startsWith("write"));
        context.confirmed.put(question.id(), "anna");

        running.get();
        assertThat(shelf.isHeldBy(used.bytes())).isTrue();
        assertThat(context.question).isNull();
        assertThat(context.alone).isTrue();
    }

    @Test
    void aYesToOneCardIsNoneToTheNext() throws Exception {
        slot.insert(formatted());
        CompletableFuture<CardWritten> running = start(WriterConfig.Overwrite.ASK);
        CardQuestion first = question();

        FakeBlockDevice other = formatted();
        slot.insert(other);
        await().until(() -> context.question != null && !question().equals(first));
        context.confirmed.put(first.id(), "anna");
        context.cancel.raise(CancelSignal.Reason.CANCEL);

        assertThatThrownBy(running::get).isNotNull();
        assertThat(other.calls()).noneMatch(call -> call.startsWith("write"));
    }

    @Test
    void theQuestionIsTakenBackWhenAFreshCardComesWhichStartsByItself() throws Exception {
        slot.insert(formatted());
        CompletableFuture<CardWritten> running = start(WriterConfig.Overwrite.ASK);
        question();

        slot.insert(new FakeBlockDevice(10 * MIB));

        running.get();
        assertThat(context.question).isNull();
    }

    @Test
    void aHostThatAlwaysOverwritesAsksNobody() throws Exception {
        slot.insert(formatted());

        start(WriterConfig.Overwrite.ALWAYS).get();

        assertThat(context.messages).isEmpty();
    }

    @Test
    void aGoodCardIsToldWithAllThatIsKnownOfIt() throws Exception {
        slot.insert(new FakeBlockDevice(10 * MIB));

        start(WriterConfig.Overwrite.ASK).get();

        CardReport report = Objects.requireNonNull(context.report);
        assertThat(report.verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(report.imageSha256()).isEqualTo("5".repeat(64));
        assertThat(report.vendor()).isEqualTo("ACME");
        assertThat(report.cid()).isEqualTo("c1d");
        assertThat(report.stamp()).hasSize(36);
        assertThat(report.bytesVerified()).isEqualTo(4 * MIB + MIB / 2);
        assertThat(report.fault()).isNull();
    }

    @Test
    void aBadCardIsToldTooWithWhatWasWrong() throws Exception {
        slot.insert(new FakeBlockDevice(10 * MIB)
                .with(FakeBlockDevice.writeErrorAt(6 * MIB, Errno.EIO, Integer.MAX_VALUE)));

        assertThatThrownBy(() -> handler(WriterConfig.Overwrite.ASK).run(shelf.claim(1), context))
                .isInstanceOf(TaskFailure.class);

        CardReport report = Objects.requireNonNull(context.report);
        assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(report.fault()).isEqualTo("card.media_error");
        assertThat(report.message()).startsWith("Card in slot B fails when written at MiB 6");
        assertThat(report.bytesVerified()).isZero();
    }

    private CardQuestion question() {
        await().until(() -> context.question != null);
        return Objects.requireNonNull(context.question);
    }

    private static FakeBlockDevice formatted() {
        FakeBlockDevice card = new FakeBlockDevice(10 * MIB);
        ByteBuffer.wrap(card.bytes()).put(82, "FAT32   ".getBytes(StandardCharsets.US_ASCII));
        return card;
    }

    private CompletableFuture<CardWritten> start(WriterConfig.Overwrite overwrite) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return handler(overwrite).run(shelf.claim(1), context);
            } catch (RuntimeException stopped) {
                throw stopped;
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
    }

    private WriteHandler handler(WriterConfig.Overwrite overwrite) throws IOException {
        return new WriteHandler(
                slot,
                new StagedImages(shelf.shelf),
                CardLedger.open(directory.resolve("state"), InstantSource.system()),
                PressFixture.press(directory, overwrite),
                new CardWriter(System::nanoTime),
                new HangGuard("B", Patience.USUAL, System::nanoTime),
                WriterConfig.LARGEST_CARD,
                new CardEvents(Duration.ofMillis(5)));
    }
}
