package org.cardpress.writer;

import java.io.IOException;
import java.util.Optional;
import org.cardpress.protocol.runtime.CancelSignal;
import org.cardpress.protocol.runtime.TaskContext;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.slot.CardDemand;
import org.cardpress.writer.slot.CardIdentity;
import org.cardpress.writer.slot.CardSlot;
import org.cardpress.writer.slot.Sight;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits in front of one slot until it holds a card that may be written. There is no limit but the cancel signal: people go home.
 * What is wrong with the card that is there is told to the operator whenever it changes, and costs no attempt, for nothing has
 * been written.
 */
final class Insertion {
    private static final Logger LOG = LoggerFactory.getLogger(Insertion.class);
    private final CardSlot slot;
    private final CardLedger ledger;
    private final CardEvents events;
    private String said = "";
    private @Nullable CardIdentity refused;
    private Sight.@Nullable Unfit why;
    private @Nullable CardQuestion question;

    Insertion(CardSlot slot, CardLedger ledger, CardEvents events) {
        this.slot = slot;
        this.ledger = ledger;
        this.events = events;
    }

    /** @param what the card is for, such as {@code order x, card 1 of 2} */
    CardIdentity await(CardDemand demand, String what, TaskContext context) throws IOException, InterruptedException {
        CancelSignal cancel = context.cancel();
        try (CancelSignal.Registration waking = cancel.onRaise(events::ring)) {
            return await(demand, what, context, cancel);
        }
    }

    private CardIdentity await(CardDemand demand, String what, TaskContext context, CancelSignal cancel)
            throws IOException, InterruptedException {
        while (true) {
            long heard = events.heard();
            cancel.throwIfRaised();
            Sight sight = look(demand, context);
            if (sight instanceof Sight.Card card) {
                said = "";
                return card.identity();
            }
            if (sight instanceof Sight.Unfit unfit) {
                say(unfit.fault().sentence(slot.name(), unfit.detail()), context);
            } else {
                say(CardFault.EMPTY.sentence(slot.name(), " for " + what), context);
            }
            events.await(heard);
        }
    }

    /** Not this card, until it is changed, or until a person says yes. */
    void ask(CardIdentity card, CardFailure failure, CardQuestion asked, TaskContext context) {
        refuse(card, failure);
        question = asked;
        context.ask(asked);
    }

    /** Who said that this card may be written whatever it carries; empty where nobody was asked, or nobody answered. */
    Optional<String> confirmedBy(CardIdentity card, TaskContext context) {
        CardQuestion asked = question;
        return asked != null && card.equals(refused) ? context.confirmedBy(asked.id()) : Optional.empty();
    }

    /** Not this card, until it is changed. */
    void refuse(CardIdentity card, CardFailure failure) {
        refused = card;
        why = new Sight.Unfit(failure.fault(), failure.detail());
    }

    /** Tells the operator, once, why the slot is not used yet. */
    void say(String sentence, TaskContext context) {
        context.progress(0, 0, sentence);
        if (!sentence.equals(said)) {
            said = sentence;
            LOG.info("slot {}: {}", slot.name(), sentence);
            context.log(sentence);
        }
    }

    /** The card that was refused, or asked about, is no longer there. */
    private void takeBack(TaskContext context) {
        refused = null;
        if (question != null) {
            question = null;
            context.ask(null);
        }
    }

    /** What the slot holds, with an unfit card for one that does not suit this order or has had its turn. */
    private Sight look(CardDemand demand, TaskContext context) throws IOException {
        Sight sight = slot.look();
        if (sight instanceof Sight.Empty) {
            ledger.emptied(slot.name());
        }
        if (!(sight instanceof Sight.Card card)) {
            takeBack(context);
            return sight;
        }
        if (why != null && card.identity().equals(refused)) {
            return confirmedBy(card.identity(), context).isPresent() ? sight : why;
        }
        takeBack(context);
        Optional<String> spent = ledger.spent(slot.name(), card.identity());
        if (spent.isPresent()) {
            return new Sight.Unfit(CardFault.STILL_IN, spent.get());
        }
        Sight.Unfit refused = demand.refuse(card.identity());
        return refused == null ? sight : refused;
    }
}
