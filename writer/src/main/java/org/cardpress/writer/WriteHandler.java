package org.cardpress.writer;

import java.util.Optional;
import org.cardpress.protocol.runtime.TaskContext;
import org.cardpress.protocol.runtime.TaskHandler;
import org.cardpress.protocol.task.TaskResult.CardWritten;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.protocol.worker.Claim;
import org.cardpress.protocol.worker.TaskSpec;
import org.cardpress.protocol.worker.TaskSpec.WriteCard;
import org.cardpress.writer.card.CardWriter;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.slot.CardDemand;
import org.cardpress.writer.slot.CardIdentity;
import org.cardpress.writer.slot.CardSlot;
import org.cardpress.writer.staging.StagedImages;
import org.cardpress.writer.watch.CardHung;
import org.cardpress.writer.watch.HangGuard;

/**
 * One write task in one slot: wait for a card, write it, verify it, keep its record. A card that failed is spent, so the next
 * attempt in this slot waits until the operator has changed it; so is a finished one. A card whose writing was stopped is blank
 * and may be used again.
 */
final class WriteHandler implements TaskHandler {
    private final CardSlot slot;
    private final StagedImages images;
    private final CardLedger ledger;
    private final CardPress press;
    private final HangGuard guard;
    private final long largestCard;
    private final CardEvents events;
    private CardWriter writer;

    /**
     * @param guard over the calls on the card
     * @param largestCard bytes; what is larger is taken for a disk
     * @param events when to look at the slot while waiting for a card
     */
    WriteHandler(
            CardSlot slot,
            StagedImages images,
            CardLedger ledger,
            CardPress press,
            CardWriter writer,
            HangGuard guard,
            long largestCard,
            CardEvents events) {
        this.slot = slot;
        this.images = images;
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
        try (TasksInHand.Hold only = ledger.inHand().take(claim.taskId(), context.cancel())) {
            Optional<FinishedCard> before = ledger.finished(claim.taskId());
            if (before.isPresent()) {
                context.log("This card was finished before, in slot "
                        + before.get().written().slot() + "; its record is sent again.");
                context.card(before.get().report());
                return before.get().written();
            }
            return write(claim, spec, context);
        }
    }

    private CardWritten write(Claim claim, WriteCard spec, TaskContext context) throws Exception {
        context.slot(slot.name());
        context.status(TaskStatus.WAITING_FOR_CARD);
        try (ImageOnShelf image = ImageOnShelf.open(images, claim, spec, slot.name())) {
            if (image.wanted().place().isEmpty()) {
                context.log("This image has no room for a stamp: the card is written without one.");
            }
            return takeCards(claim, spec, image, context);
        }
    }

    /** One card after the other until one was written to, well or badly. */
    private CardWritten takeCards(Claim claim, WriteCard spec, ImageOnShelf image, TaskContext context)
            throws Exception {
        long needed = Math.max(spec.cardSize(), image.wanted().plan().imageSize());
        CardDemand demand = new CardDemand(needed, largestCard);
        String what = "order " + claim.orderId() + ", card " + spec.card() + " of " + spec.cards();
        Insertion insertion = new Insertion(slot, ledger, events);
        while (true) {
            CardIdentity card = insertion.await(demand, what, context);
            Optional<String> confirmedBy = insertion.confirmedBy(card, context);
            CardTurn turn = new CardTurn(slot, ledger, press, writer, image, claim, card, confirmedBy, context);
            try {
                return guard.run(turn::take, turn.watch());
            } catch (CardHung hung) {
                // The thread that was left behind may still fill its buffers: the next card gets others.
                writer = writer.successor();
                throw turn.givenUp(hung);
            } catch (CardFailure notYet) {
                // Nothing has been written; the operator frees the slot, or changes the card.
                String sentence = notYet.sentence(slot.name());
                if (notYet.fault().asks()) {
                    insertion.ask(card, notYet, new CardQuestion(press.freshId(), sentence), context);
                } else if (notYet.fault().needsAnotherCard()) {
                    insertion.refuse(card, notYet);
                }
                insertion.say(sentence, context);
                context.cancel().await(events.lookEvery());
            }
        }
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
