package org.cardpress.writer.capacity;

import java.util.List;
import java.util.function.LongSupplier;
import org.cardpress.writer.card.Range;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.fault.Place;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the card that says 64 GB and holds 8. Marks are written from the end to the beginning, so that on a card that begins anew
 * at its true end the lowest mark wins: the first place above 0 that shows the mark of 0 is the true size. A card that loses what
 * goes beyond its end is measured by halving. At most 60 blocks of 4 KiB are written, read and emptied again.
 *
 * <p>A card that keeps the marks in a memory of its own passes; reading back the whole image is the proof for what is written.
 * Marks overwrite what was on the card: for cards that are about to be written, before anything else is.
 */
public final class CapacityProbe {
    private static final Logger LOG = LoggerFactory.getLogger(CapacityProbe.class);
    private static final long MIB = 1 << 20;
    private static final String NOTHING = "it holds nothing";

    private final BlockDevice card;
    private final LongSupplier random;
    private final AlignedBuffer buffer = new AlignedBuffer(Marks.SIZE);

    /** @param random numbers that nobody guesses */
    public CapacityProbe(BlockDevice card, LongSupplier random) {
        this.card = card;
        this.random = random;
    }

    /**
     * Fails a counterfeit with its true size, and a card that does not even keep its first mark; a finding is repeated once with other marks before it is believed.
     *
     * @param mapped what will be overwritten anyway, so that its marks may stay
     */
    public void check(List<Range> mapped) throws DeviceException, CardFailure {
        if (card.capacity() < MIB + Marks.SIZE) {
            return;
        }
        String finding = probe();
        if (finding != null) {
            LOG.info("{}: {}; asking once more", card.name(), finding);
            finding = probe();
        }
        empty(mapped);
        if (NOTHING.equals(finding)) {
            throw new CardFailure(CardFault.IGNORES_WRITES, "");
        }
        if (finding != null) {
            throw new CardFailure(CardFault.FAKE_CAPACITY, finding);
        }
    }

    private @Nullable String probe() throws DeviceException {
        Marks marks = new Marks(random.getAsLong(), card.capacity());
        List<Long> places = marks.places();
        for (int i = places.size() - 1; i >= 0; i--) {
            write(marks, places.get(i));
        }
        card.flush();
        card.dropCaches();
        long held = 0;
        for (long place : places) {
            read(place);
            if (marks.isAt(buffer.window(0, Marks.SIZE), place)) {
                held = place;
            } else if (place == 0) {
                return NOTHING;
            } else if (marks.isAt(buffer.window(0, Marks.SIZE), 0)) {
                return says("it really holds " + Place.bytes(place));
            } else {
                return says("it really holds " + Place.bytes(trueEnd(held, place)));
            }
        }
        return null;
    }

    private String says(String truth) {
        return "it says " + Place.bytes(card.capacity()) + ", " + truth;
    }

    /** To the MiB, between a place that holds a mark and one that does not. */
    private long trueEnd(long good, long bad) throws DeviceException {
        long low = good / MIB;
        long high = (bad + MIB - 1) / MIB;
        while (high - low > 1) {
            long middle = (low + high) / 2;
            Marks mark = new Marks(random.getAsLong(), card.capacity());
            write(mark, middle * MIB);
            card.flush();
            card.dropCaches();
            read(middle * MIB);
            if (mark.isAt(buffer.window(0, Marks.SIZE), middle * MIB)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.min(high * MIB, bad);
    }

    private void empty(List<Range> mapped) throws DeviceException {
        buffer.window(0, Marks.SIZE).put(new byte[Marks.SIZE]);
        for (long place : new Marks(0, card.capacity()).places()) {
            boolean overwritten =
                    mapped.stream().anyMatch(range -> range.offset() <= place && place + Marks.SIZE <= range.end());
            if (!overwritten) {
                card.write(buffer, 0, Marks.SIZE, place);
            }
        }
        card.flush();
    }

    private void write(Marks marks, long place) throws DeviceException {
        marks.fill(buffer.window(0, Marks.SIZE), place);
        card.write(buffer, 0, Marks.SIZE, place);
    }

    private void read(long place) throws DeviceException {
        card.read(buffer, 0, Marks.SIZE, place);
    }
}
