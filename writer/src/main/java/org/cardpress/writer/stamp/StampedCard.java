package org.cardpress.writer.stamp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stamp of an open card. Reading it takes about 150 reads of 4 KiB: a card may have been stamped for any image. */
public final class StampedCard {
    private static final Logger LOG = LoggerFactory.getLogger(StampedCard.class);

    private final BlockDevice card;
    private final AlignedBuffer buffer = new AlignedBuffer(CardStamp.SIZE);

    public StampedCard(BlockDevice card) {
        this.card = card;
    }

    /**
     * The newest stamp on the card. A place that cannot be read ends the search: the writing will tell what is wrong.
     *
     * @param place of the image to be written, if it has one
     * @throws CardFailure where a place could not be read and now can: it may be another card that answers
     */
    public Optional<CardStamp> find(OptionalLong place) throws CardFailure {
        Set<Long> places = new LinkedHashSet<>();
        place.ifPresent(places::add);
        places.addAll(StampPlace.wellKnown(card.capacity()));
        CardStamp newest = null;
        for (long each : places) {
            if (each + CardStamp.SIZE > card.capacity()) {
                continue;
            }
            try {
                CardStamp found = CardStamp.parse(read(each)).orElse(null);
                if (found != null && (newest == null || NEWER.compare(found, newest) > 0)) {
                    newest = found;
                }
            } catch (DeviceException unreadable) {
                LOG.info("{} (while looking for a stamp)", unreadable.getMessage());
                if (isReadable(each)) {
                    throw new CardFailure(CardFault.CARD_SWAPPED, "", unreadable);
                }
                break;
            }
        }
        return Optional.ofNullable(newest);
    }

    private boolean isReadable(long place) {
        try {
            read(place);
            return true;
        } catch (DeviceException still) {
            return false;
        }
    }

    private static final Comparator<CardStamp> NEWER =
            Comparator.comparingInt(CardStamp::writings).thenComparing(CardStamp::at);

    /** Whether something takes this card for a finished one: its first sector is a partition table. */
    public boolean looksFinished() throws DeviceException {
        return StampPlace.isSigned(ByteBuffer.wrap(read(0)));
    }

    public void write(long place, CardStamp stamp) throws DeviceException {
        buffer.window(0, CardStamp.SIZE).put(stamp.bytes());
        card.write(buffer, 0, CardStamp.SIZE, place);
        card.flush();
    }

    /** Fails a card that does not hold this very stamp, past all caches: it ignores what it is told. */
    public void confirm(long place, CardStamp stamp) throws DeviceException, CardFailure {
        card.dropCaches();
        if (!Arrays.equals(read(place), stamp.bytes())) {
            throw new CardFailure(CardFault.IGNORES_WRITES, " (its stamp is not there)");
        }
    }

    private byte[] read(long place) throws DeviceException {
        byte[] bytes = new byte[CardStamp.SIZE];
        card.read(buffer, 0, CardStamp.SIZE, place);
        buffer.window(0, CardStamp.SIZE).get(bytes);
        return bytes;
    }
}
