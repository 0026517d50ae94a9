package org.cardpress.writer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.worker.ClaimRequest;
import org.cardpress.writer.event.CardEvents;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.quarantine.SlotTrust;
import org.cardpress.writer.slot.CardSlot;
import org.cardpress.writer.slot.Sight;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a slot asks the scheduler for. A slot whose card is finished, or failed, asks for nothing until that card has been taken
 * out: otherwise it would hold a task that another slot could do at once.
 */
final class FreeSlot implements Supplier<ClaimRequest>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FreeSlot.class);
    private static final String AGENT = "cardpress-writer";

    private final CardSlot slot;
    private final CardLedger ledger;
    private final FreeCards cards;
    private final String host;
    private final CardEvents events;
    private final SlotTrust trust;
    private final SlotNews news;
    private volatile boolean closed;

    FreeSlot(
            CardSlot slot,
            CardLedger ledger,
            FreeCards cards,
            String host,
            CardEvents events,
            SlotTrust trust,
            SlotNews news) {
        this.news = news;
        this.slot = slot;
        this.ledger = ledger;
        this.cards = cards;
        this.host = host;
        this.events = events;
        this.trust = trust;
    }

    /** Waits until the slot is free, or this is closed. */
    @Override
    public ClaimRequest get() {
        String said = "";
        while (true) {
            long heard = events.heard();
            cards.taken(slot.name());
            Sight sight = slot.look();
            String occupied = occupiedBy(sight);
            if (occupied.isEmpty() || isClosedAfterAWhile(heard)) {
                if (occupied.isEmpty()) {
                    news.say(slot.name(), "waits for a task", false);
                }
                ClaimRequest.Slot free = new ClaimRequest.Slot(slot.name(), offered(sight));
                return new ClaimRequest(host, List.of(TaskKind.WRITE), List.of(free), 0, AGENT);
            }
            if (!occupied.equals(said)) {
                LOG.info("slot {} asks for nothing: {}", slot.name(), occupied);
                said = occupied;
                news.say(slot.name(), occupied, true);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        events.ring();
    }

    private @Nullable Long offered(Sight sight) {
        if (sight instanceof Sight.Card card) {
            return cards.offered(slot.name(), card.identity().capacity());
        }
        return null;
    }

    private String occupiedBy(Sight sight) {
        try {
            if (sight instanceof Sight.Empty) {
                ledger.emptied(slot.name());
            }
            if (sight instanceof Sight.Unfit unfit && unfit.fault() == CardFault.HUNG) {
                return "not answering";
            }
            if (trust.isSetAside(slot.name())) {
                return CardFault.CHECK_READER.sentence(slot.name(), "");
            }
            return sight instanceof Sight.Card card
                    ? ledger.spent(slot.name(), card.identity())
                            .map(why -> CardFault.STILL_IN.sentence(slot.name(), why))
                            .orElse("")
                    : "";
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean isClosedAfterAWhile(long heard) {
        try {
            if (!closed) {
                events.await(heard);
            }
            return closed;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
