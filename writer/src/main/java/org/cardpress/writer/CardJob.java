package org.cardpress.writer;

import java.io.IOException;
import java.time.InstantSource;
import java.util.OptionalLong;
import org.cardpress.writer.card.Course;
import org.cardpress.writer.card.WritePlan;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.journal.CardJournal;
import org.cardpress.writer.journal.CardJournal.Entry;
import org.cardpress.writer.stamp.CardStamp;
import org.cardpress.writer.stamp.CardStamp.State;
import org.cardpress.writer.stamp.StampedCard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writing of an image to one card: its stamp on the card, and its place in the journal of this host. Where the image has no
 * room for a stamp it does nothing: such a card is written without proof and without memory.
 */
final class CardJob implements Course {
    private static final Logger LOG = LoggerFactory.getLogger(CardJob.class);
    private static final long MOST_BETWEEN_FLUSHES = 256L << 20;
    /** A crash costs at most this part of the image. */
    private static final int PARTS = 20;

    private static final long UNIT = 4L << 20;

    private final StampedCard card;
    private final OptionalLong place;
    private final CardJournal journal;
    private final InstantSource clock;
    private final long resumeAt;
    private final long flushEvery;
    private CardStamp stamp;
    private boolean stamped;

    /** @param stamp to be written, at {@code place} */
    CardJob(
            StampedCard card,
            OptionalLong place,
            CardStamp stamp,
            long resumeAt,
            WritePlan plan,
            CardJournal journal,
            InstantSource clock) {
        this.card = card;
        this.place = place;
        this.stamp = stamp;
        this.resumeAt = resumeAt;
        this.flushEvery = place.isPresent()
                ? Math.max(1, Math.min(MOST_BETWEEN_FLUSHES, plan.mappedBytes() / PARTS - UNIT))
                : Long.MAX_VALUE;
        this.journal = journal;
        this.clock = clock;
    }

    CardStamp stamp() {
        return stamp;
    }

    @Override
    public long resumeAt() {
        return resumeAt;
    }

    @Override
    public long flushEvery() {
        return flushEvery;
    }

    @Override
    public void begun() throws DeviceException {
        if (place.isPresent()) {
            card.write(place.getAsLong(), stamp);
            stamped = true;
            if (resumeAt == 0) {
                flushed(0);
            }
        }
    }

    @Override
    public void flushed(long end) {
        if (place.isPresent()) {
            try {
                journal.record(stamp.card(), new Entry(stamp.job(), stamp.imageSha256(), end));
            } catch (IOException full) {
                // The card does not suffer: after a crash it would only be written from further back.
                LOG.warn("card {}: journal not kept: {}", stamp.card(), full.getMessage());
            }
        }
    }

    @Override
    public void proven() throws DeviceException, CardFailure {
        if (place.isPresent()) {
            card.confirm(place.getAsLong(), stamp);
        }
    }

    @Override
    public void finished() throws DeviceException, CardFailure {
        if (place.isPresent()) {
            stamp = stamp.reached(State.VERIFIED, clock.instant());
            card.write(place.getAsLong(), stamp);
            card.confirm(place.getAsLong(), stamp);
        }
    }

    /** The record of the card is kept: there is nothing to go on with. */
    void recorded() throws IOException {
        journal.forget(stamp.card());
    }

    /** Has the card itself remember that it failed, as far as it still takes writes; the next attempt starts afresh. */
    void failed(CardFault fault) throws IOException {
        if (fault.isOfTheCard()) {
            journal.forget(stamp.card());
        }
        if (!stamped || !fault.isOfTheCard() || fault == CardFault.HUNG) {
            return;
        }
        try {
            stamp = stamp.reached(State.FAILED, clock.instant());
            card.write(place.getAsLong(), stamp);
        } catch (DeviceException dead) {
            LOG.info("{} (while stamping a failed card)", dead.getMessage());
        }
    }
}
