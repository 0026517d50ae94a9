package org.cardpress.writer;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cardpress.protocol.runtime.TaskContext;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.task.CardReport;
import org.cardpress.protocol.task.CardReport.Verdict;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.Finish;
import org.cardpress.protocol.worker.Finish.Outcome;
import org.cardpress.writer.card.CardCancelled;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.card.Wiping;
import org.cardpress.writer.card.WritePlan;
import org.cardpress.writer.card.Written;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.fault.Place;
import org.cardpress.writer.slot.CardIdentity;
import org.cardpress.writer.slot.CardSlot;
import org.cardpress.writer.slot.Sight;
import org.cardpress.writer.watch.CardHung;
import org.cardpress.writer.watch.CardLease;
import org.cardpress.writer.watch.HangGuard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One card's turn at one task: opened, admitted, written, verified, recorded. {@link #take} runs in the card's own thread, which
 * may never come back; {@link #givenUp} then speaks for it in the slot's.
 */
final class CardTurn {
    private static final Logger LOG = LoggerFactory.getLogger(CardTurn.class);

    private static final Written NOTHING = new Written(0, 0, 0, 0, 0, 0);

    private final CardSlot slot;
    private final CardLedger ledger;
    private final CardPress press;
    private final CardWriter writer;
    private final ImageOnShelf image;
    private final Claim claim;
    private final CardIdentity card;
    private final Optional<String> confirmedBy;
    private final TaskContext context;
    private final Instant began;
    private final TaskWatch watch;
    private volatile @Nullable CardJob job;

    /**
     * @param card as the slot showed it
     * @param confirmedBy who said that it may be written whatever it carries
     */
    CardTurn(
            CardSlot slot,
            CardLedger ledger,
            CardPress press,
            CardWriter writer,
            ImageOnShelf image,
            Claim claim,
            CardIdentity card,
            Optional<String> confirmedBy,
            TaskContext context) {
        this.slot = slot;
        this.ledger = ledger;
        this.press = press;
        this.writer = writer;
        this.image = image;
        this.claim = claim;
        this.card = card;
        this.confirmedBy = confirmedBy;
        this.began = ledger.now();
        this.context = context;
        this.watch = new TaskWatch(context, slot.name());
    }

    HangGuard.Observer watch() {
        return watch;
    }

    /**
     * Writes the card.
     *
     * @throws CardFailure where nothing has been written, and the task goes on waiting
     * @throws TaskFailure where the attempt has failed
     */
    CardWritten take(CardLease lease) throws CardFailure, TaskFailure, IOException {
        try (BlockDevice device = lease.open(() -> slot.open(card))) {
            CardJob admitted = admit(device);
            job = admitted;
            slot.confirm(card);
            context.cancel().throwIfRaised();
            confirmedBy.ifPresent(
                    by -> LOG.info("slot {}: {} confirmed that the card may be overwritten", slot.name(), by));
            context.ask(null);
            context.finishAlone();
            context.status(TaskStatus.CARD_INSERTED);
            return write(device, admitted);
        }
    }

    /** The verdict on a card whose thread did not come back. */
    TaskFailure givenUp(CardHung hung) throws IOException {
        context.cancel().throwIfRaised();
        return failure(new CardFailure(CardFault.HUNG, "", hung));
    }

    private CardJob admit(BlockDevice device) throws CardFailure, IOException {
        try {
            return press.admit(device, card, image.wanted(), confirmedBy.isPresent());
        } catch (DeviceException failed) {
            throw slot.explain(failed, card);
        }
    }

    private CardWritten write(BlockDevice device, CardJob job) throws TaskFailure, IOException {
        try {
            WritePlan plan = image.wanted().plan();
            Wiping wiping = writer.wiping(device, plan);
            if (job.resumeAt() > 0) {
                context.log("This card was begun before; going on" + Place.at(job.resumeAt()));
            } else {
                press.probe(device, image.wanted());
            }
            Written written = writer.write(device, image.source(), plan, watch, job, wiping);
            FinishedCard record = new FinishedCard(record(written), report(written));
            device.close();
            keep(record);
            job.recorded();
            press.finished(slot.name());
            tell(written);
            return record.written();
        } catch (CardCancelled cancelled) {
            context.log("Stopped; the card in slot " + slot.name() + " is blank and can be used again.");
            context.cancel().throwIfRaised();
            throw new IllegalStateException("a card stopped although nobody asked for it", cancelled);
        } catch (DeviceException failed) {
            throw failed(slot.explain(failed, card), device, job);
        } catch (CardFailure failed) {
            throw failed(failed, device, job);
        }
    }

    /** On disk before it is said, so that no crash and no absence of the scheduler loses a finished card. */
    private void keep(FinishedCard record) throws IOException {
        Finish word = new Finish(
                claim.leaseToken(), Outcome.SUCCEEDED, null, null, record.written(), List.of(), record.report());
        ledger.undelivered().keep(claim.taskId(), word);
        ledger.finish(slot.name(), asItIsNow(), claim.taskId(), record);
        context.card(record.report());
    }

    private TaskFailure failed(CardFailure why, BlockDevice device, CardJob job) throws IOException {
        job.failed(why.fault());
        device.close();
        return failure(why);
    }

    private TaskFailure failure(CardFailure why) throws IOException {
        String sentence = why.sentence(slot.name()) + press.failed(slot.name(), card, job, why);
        Throwable cause = why.getCause();
        LOG.warn("slot {}: {} ({})", slot.name(), sentence, cause == null ? card : cause.getMessage());
        if (why.fault().needsAnotherCard()) {
            ledger.spend(slot.name(), asItIsNow(), "no longer used: " + sentence.replaceFirst("\\.$", ""));
        }
        context.card(report(Verdict.FAILED, NOTHING, why.fault().code(), sentence));
        TaskError error =
                new TaskError(why.fault().code(), sentence, why.fault().retryable());
        return new TaskFailure(error, watch.failedStatus(), why);
    }

    /** A file changes by being written. */
    private CardIdentity asItIsNow() {
        return slot.look() instanceof Sight.Card now ? now.identity() : card;
    }

    private void tell(Written written) {
        context.log(written.bytes() + " bytes written at " + written.writeRate() / 1_000_000 + " MB/s and verified at "
                + written.verifyRate() / 1_000_000 + " MB/s");
        if (written.repairedBlocks() > 0) {
            context.warn(written.repairedBlocks() + " MiB of the card had to be written twice: it is getting old");
        }
        if (written.unstableReads() > 0) {
            context.warn(written.unstableReads() + " MiB read wrong once and right the next time: check the reader");
        }
    }

    private CardWritten record(Written written) {
        return new CardWritten(
                slot.name(),
                card.capacity(),
                card.vendor(),
                card.model(),
                card.serial(),
                card.cid(),
                written.bytes(),
                written.bytes(),
                written.writeRate(),
                written.verifyRate(),
                written.repairedBlocks(),
                written.millis());
    }

    private CardReport report(Written written) {
        return report(Verdict.VERIFIED, written, null, null);
    }

    private CardReport report(Verdict verdict, Written written, @Nullable String fault, @Nullable String message) {
        CardJob begun = job;
        Instant now = ledger.now();
        return new CardReport(
                verdict,
                image.wanted().imageSha256(),
                slot.name(),
                card.capacity(),
                card.vendor(),
                card.model(),
                card.serial(),
                card.cid(),
                begun == null || image.wanted().place().isEmpty()
                        ? null
                        : begun.stamp().card().toString(),
                written.bytes(),
                written.bytes(),
                written.writeRate(),
                written.verifyRate(),
                written.repairedBlocks(),
                written.unstableReads(),
                Math.max(0, Duration.between(began, now).toMillis()),
                fault,
                message,
                now);
    }
}
