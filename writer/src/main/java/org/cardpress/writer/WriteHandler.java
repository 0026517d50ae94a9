package org.cardpress.writer;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.cardpress.protocol.image.Shelf;
import org.cardpress.protocol.image.ShelvedImage;
import org.cardpress.protocol.runtime.TaskContext;
import org.cardpress.protocol.runtime.TaskFailure;
import org.cardpress.protocol.runtime.TaskHandler;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.TaskSpec;
import org.cardpress.protocol.worker.TaskSpec.WriteCard;
import org.cardpress.writer.card.CardCancelled;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.card.ImageMap;
import org.cardpress.writer.card.WritePlan;
import org.cardpress.writer.card.Written;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.StagedFile;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.fault.Place;
import org.cardpress.writer.slot.CardDemand;
import org.cardpress.writer.slot.CardIdentity;
import org.cardpress.writer.slot.CardSlot;
import org.cardpress.writer.slot.Sight;
import org.cardpress.writer.stamp.StampPlace;
import org.cardpress.writer.watch.CardHung;
import org.cardpress.writer.watch.CardLease;
import org.cardpress.writer.watch.HangGuard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One write task in one slot: wait for a card, write it, verify it, keep its record. A card that failed is spent, so the next
 * attempt in this slot waits until the operator has changed it; so is a finished one. A card whose writing was stopped is blank
 * and may be used again.
 */
final class WriteHandler implements TaskHandler {
    private static final Logger LOG = LoggerFactory.getLogger(WriteHandler.class);

    private final CardSlot slot;
    private final Shelf shelf;
    private final CardLedger ledger;
    private final CardPress press;
    private final HangGuard guard;
    private final long largestCard;
    private final CardEvents events;
    private CardWriter writer;
    private volatile @Nullable CardJob lastJob;

    /**
     * @param guard over the calls on the card
     * @param largestCard bytes; what is larger is taken for a disk
     * @param events when to look at the slot while waiting for a card
     */
    WriteHandler(
            CardSlot slot,
            Shelf shelf,
            CardLedger ledger,
            CardPress press,
            CardWriter writer,
            HangGuard guard,
            long largestCard,
            CardEvents events) {
        this.slot = slot;
        this.shelf = shelf;
        this.ledger = ledger;
        this.press = press;
        this.writer = writer;
        this.guard = guard;
        this.largestCard = largestCard;
        this.events = events;
    }

    @Override
    public CardWritten run(Claim claim, TaskContext context) throws Exception {
        WriteCard spec = specOf(claim);
        Optional<CardWritten> before = ledger.finished(claim.taskId());
        if (before.isPresent()) {
            context.log(
                    "This card was finished before, in slot " + before.get().slot() + "; its record is sent again.");
            return before.get();
        }
        context.slot(slot.name());
        context.status(TaskStatus.WAITING_FOR_CARD);
        ShelvedImage image = shelved(claim, spec);
        ImageMap map = ImageMap.of(image.manifest());
        WritePlan plan = WritePlan.of(map);
        Insertion insertion = new Insertion(slot, ledger, events);
        CardDemand demand = new CardDemand(Math.max(spec.cardSize(), plan.imageSize()), largestCard);
        String what = "order " + claim.orderId() + ", card " + spec.card() + " of " + spec.cards();
        try (StagedFile source = opened(image)) {
            Wanted wanted =
                    new Wanted(claim.taskId(), spec.image().rawSha256(), map, plan, stampPlace(map, source, context));
            while (true) {
                CardIdentity card = insertion.await(demand, what, context);
                lastJob = null;
                TaskWatch watch = new TaskWatch(context, slot.name());
                try {
                    return guard.run(lease -> writeNow(lease, wanted, context, source, card, watch), watch);
                } catch (CardHung hung) {
                    throw givenUp(hung, context, card, watch);
                } catch (CardFailure notYet) {
                    // Nothing has been written; the operator frees the slot, or changes the card.
                    if (notYet.fault().needsAnotherCard()) {
                        insertion.refuse(card, notYet);
                    }
                    insertion.say(notYet.sentence(slot.name()), context);
                    context.cancel().await(events.lookEvery());
                }
            }
        }
    }

    /** In the card's own thread, which may never come back. */
    private CardWritten writeNow(
            CardLease lease, Wanted wanted, TaskContext context, StagedFile source, CardIdentity card, TaskWatch watch)
            throws CardFailure, TaskFailure, IOException {
        try (BlockDevice device = lease.open(() -> slot.open(card))) {
            CardJob job = admitted(device, card, wanted);
            lastJob = job;
            slot.confirm(card);
            LOG.info("slot {}: writing to {} for task {}", slot.name(), card, wanted.taskId());
            context.log("Slot " + slot.name() + ": writing to a card of " + card.capacity() + " bytes");
            context.status(TaskStatus.CARD_INSERTED);
            return write(wanted, context, device, source, card, job, watch);
        }
    }

    /** The thread that was left behind may still fill its buffers: the next card gets others. */
    private TaskFailure givenUp(CardHung hung, TaskContext context, CardIdentity card, TaskWatch watch)
            throws IOException {
        writer = writer.successor();
        context.cancel().throwIfRaised();
        return failure(new CardFailure(CardFault.HUNG, "", hung), watch, card);
    }

    private CardWritten write(
            Wanted wanted,
            TaskContext context,
            BlockDevice device,
            StagedFile source,
            CardIdentity card,
            CardJob job,
            TaskWatch watch)
            throws TaskFailure, IOException {
        try {
            if (job.resumeAt() > 0) {
                context.log("This card was begun before; going on" + Place.at(job.resumeAt()));
            } else {
                press.probe(device, wanted);
            }
            Written written = writer.write(device, source, wanted.plan(), watch, job);
            CardWritten record = record(card, written);
            device.close();
            ledger.finish(slot.name(), asItIsNow(card), wanted.taskId(), record);
            job.recorded();
            press.finished(slot.name());
            tell(context, written);
            return record;
        } catch (CardCancelled cancelled) {
            context.log("Stopped; the card in slot " + slot.name() + " is blank and can be used again.");
            context.cancel().throwIfRaised();
            throw new IllegalStateException("a card stopped although nobody asked for it", cancelled);
        } catch (DeviceException failed) {
            CardFailure explained = slot.explain(failed, card);
            job.failed(explained.fault());
            device.close();
            throw failure(explained, watch, card);
        } catch (CardFailure failed) {
            job.failed(failed.fault());
            device.close();
            throw failure(failed, watch, card);
        }
    }

    private TaskFailure failure(CardFailure failed, TaskWatch watch, CardIdentity card) throws IOException {
        String sentence = failed.sentence(slot.name()) + press.failed(slot.name(), card, lastJob, failed);
        Throwable cause = failed.getCause();
        LOG.warn("slot {}: {} ({})", slot.name(), sentence, cause == null ? card : cause.getMessage());
        if (failed.fault().needsAnotherCard()) {
            ledger.spend(slot.name(), asItIsNow(card), "no longer used: " + sentence);
        }
        TaskError error =
                new TaskError(failed.fault().code(), sentence, failed.fault().retryable());
        return new TaskFailure(error, watch.failedStatus(), failed);
    }

    private OptionalLong stampPlace(ImageMap map, StagedFile source, TaskContext context) throws TaskFailure {
        try {
            OptionalLong place = StampPlace.of(map, source);
            if (place.isEmpty()) {
                context.log("This image has no room for a stamp: the card is written without one.");
            }
            return place;
        } catch (DeviceException unreadable) {
            throw imageFailure(CardFault.IMAGE_DAMAGED, String.valueOf(unreadable.getMessage()));
        }
    }

    private CardJob admitted(BlockDevice device, CardIdentity card, Wanted wanted) throws CardFailure, IOException {
        try {
            return press.admit(device, card, wanted);
        } catch (DeviceException failed) {
            throw slot.explain(failed, card);
        }
    }

    /** A file changes by being written. */
    private CardIdentity asItIsNow(CardIdentity before) {
        return slot.look() instanceof Sight.Card now ? now.identity() : before;
    }

    private static void tell(TaskContext context, Written written) {
        context.log(written.bytes() + " bytes written at " + written.writeRate() / 1_000_000 + " MB/s and verified at "
                + written.verifyRate() / 1_000_000 + " MB/s");
        if (written.repairedBlocks() > 0) {
            context.warn(written.repairedBlocks() + " MiB of the card had to be written twice: it is getting old");
        }
        if (written.unstableReads() > 0) {
            context.warn(written.unstableReads() + " MiB read wrong once and right the next time: check the reader");
        }
    }

    private CardWritten record(CardIdentity card, Written written) {
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

    private ShelvedImage shelved(Claim claim, WriteCard spec) throws TaskFailure {
        try {
            ShelvedImage image = shelf.open(claim.orderId())
                    .orElseThrow(() -> imageFailure(
                            CardFault.IMAGE_MISSING, "order " + claim.orderId() + " has none under " + shelf.root()));
            if (!image.manifest().rawSha256().equals(spec.image().rawSha256())) {
                throw imageFailure(
                        CardFault.IMAGE_DAMAGED,
                        "its SHA-256 is " + image.manifest().rawSha256() + ", the task wants "
                                + spec.image().rawSha256());
            }
            return image;
        } catch (IOException | IllegalArgumentException damaged) {
            throw imageFailure(CardFault.IMAGE_DAMAGED, String.valueOf(damaged.getMessage()));
        }
    }

    private StagedFile opened(ShelvedImage image) throws TaskFailure {
        try {
            return StagedFile.open(image.image().toString());
        } catch (DeviceException missing) {
            throw imageFailure(CardFault.IMAGE_DAMAGED, String.valueOf(missing.getMessage()));
        }
    }

    private TaskFailure imageFailure(CardFault fault, String detail) {
        TaskError error = new TaskError(fault.code(), fault.sentence(slot.name(), detail), fault.retryable());
        return new TaskFailure(error, TaskStatus.FAILED_TO_WRITE);
    }

    private static WriteCard specOf(Claim claim) {
        TaskSpec spec = claim.spec();
        if (spec instanceof WriteCard card) {
            return card;
        }
        throw new IllegalArgumentException(
                "task " + claim.taskId() + " is " + spec.getClass().getSimpleName() + " (expected WriteCard)");
    }
}
