package org.cardpress.writer;

import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.cardpress.writer.capacity.CapacityProbe;
import org.cardpress.writer.contents.CardContents;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.journal.CardJournal;
import org.cardpress.writer.journal.CardJournal.Entry;
import org.cardpress.writer.quarantine.CardNames;
import org.cardpress.writer.quarantine.Quarantine;
import org.cardpress.writer.quarantine.SlotTrust;
import org.cardpress.writer.slot.CardIdentity;
import org.cardpress.writer.stamp.CardStamp;
import org.cardpress.writer.stamp.CardStamp.State;
import org.cardpress.writer.stamp.StampedCard;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is this card, and may it be written? Asked before anything is written to it. Safe for many threads. */
final class CardPress {
    private static final Logger LOG = LoggerFactory.getLogger(CardPress.class);

    private final CardJournal journal;
    private final Quarantine quarantine;
    private final SlotTrust slots;
    private final WriterConfig.Overwrite overwrite;
    private final InstantSource clock;
    private final Supplier<UUID> ids;

    CardPress(
            CardJournal journal,
            Quarantine quarantine,
            SlotTrust slots,
            WriterConfig.Overwrite overwrite,
            InstantSource clock,
            Supplier<UUID> ids) {
        this.journal = journal;
        this.quarantine = quarantine;
        this.slots = slots;
        this.overwrite = overwrite;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Reads who the card is and makes the job of writing it.
     *
     * @param confirmed whether a person said that what the card carries may be overwritten
     * @throws CardFailure for a card that must not be overwritten
     */
    CardJob admit(BlockDevice device, CardIdentity identity, Wanted wanted, boolean confirmed)
            throws DeviceException, CardFailure, IOException {
        StampedCard card = new StampedCard(device);
        Optional<CardStamp> before = card.find(wanted.place());
        Optional<String> refusal = quarantine.refusal(
                CardNames.of(identity.cid(), before.map(CardStamp::card).orElse(null)),
                before.map(CardStamp::failures).orElse(0));
        if (refusal.isPresent()) {
            throw new CardFailure(CardFault.QUARANTINED, refusal.get());
        }
        if (before.isPresent()) {
            LOG.info("{}: stamp {}", device.name(), before.get());
        }
        boolean own =
                before.filter(stamp -> stamp.taskId().equals(wanted.taskId())).isPresent();
        if (overwrite == WriterConfig.Overwrite.ASK && !confirmed && !own) {
            refuseWhatSomebodyMayWant(device, card, before);
        }
        long resumeAt =
                wanted.place().isPresent() && before.isPresent() ? resumeAt(before.get(), wanted.imageSha256()) : 0;
        CardStamp stamp = new CardStamp(
                before.map(CardStamp::card).orElseGet(ids),
                resumeAt > 0 ? before.orElseThrow().job() : ids.get(),
                State.BEGUN,
                wanted.taskId(),
                wanted.imageSha256(),
                clock.instant(),
                before.map(CardStamp::writings).orElse(0) + 1,
                before.map(CardStamp::failures).orElse(0));
        return new CardJob(card, wanted.place(), stamp, resumeAt, wanted.plan(), journal, clock);
    }

    /** Fails a counterfeit; overwrites what is on the card. */
    void probe(BlockDevice device, Wanted wanted) throws DeviceException, CardFailure {
        new CapacityProbe(device, () -> ids.get().getLeastSignificantBits())
                .check(wanted.map().ranges());
    }

    /** A card came out well: so does its slot. */
    void finished(String slot) throws IOException {
        slots.clear(slot);
    }

    /**
     * Remembers a failure, of the card and of the slot.
     *
     * @param job null where it did not come to one
     * @return what the operator should know beyond the failure itself, or nothing
     */
    String failed(String slot, CardIdentity card, @Nullable CardJob job, CardFailure failure) throws IOException {
        CardFault fault = failure.fault();
        List<String> names =
                CardNames.of(card.cid(), job == null ? null : job.stamp().card());
        if (fault.isOfTheCard()) {
            boolean forGood = fault == CardFault.FAKE_CAPACITY;
            quarantine.failed(names, job == null ? 0 : job.stamp().failures(), forGood, failure.sentence(slot));
        }
        if (!fault.pointsAtReader()) {
            return "";
        }
        slots.failed(slot, names.isEmpty() ? card.generation() : names.get(0));
        return slots.isSetAside(slot) ? " " + CardFault.CHECK_READER.sentence(slot, "") : "";
    }

    private static void refuseWhatSomebodyMayWant(BlockDevice device, StampedCard card, Optional<CardStamp> before)
            throws DeviceException, CardFailure {
        if (before.isPresent() && before.get().state() == State.VERIFIED && card.looksFinished()) {
            throw new CardFailure(
                    CardFault.ALREADY_WRITTEN,
                    "order " + before.get().orderId() + " on "
                            + before.get().at().atZone(ZoneOffset.UTC).toLocalDate());
        }
        Optional<String> contents = new CardContents(device).told();
        if (contents.isPresent()) {
            throw new CardFailure(CardFault.CARRIES, contents.get());
        }
    }

    /** Of a question about a card. */
    String freshId() {
        return ids.get().toString();
    }

    private long resumeAt(CardStamp before, String imageSha256) throws IOException {
        Optional<Entry> entry = journal.find(before.card());
        return entry.isPresent()
                        && entry.get().job().equals(before.job())
                        && entry.get().imageSha256().equals(imageSha256)
                        && before.imageSha256().equals(imageSha256)
                ? entry.get().flushed()
                : 0;
    }
}
