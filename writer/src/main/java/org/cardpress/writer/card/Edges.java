package org.cardpress.writer.card;

import java.util.zip.CRC32C;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.ImageSource;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.fault.Place;

/**
 * The first and the last MiB of a card. Both are cleared before anything else is written: the first one holds the partition
 * table, without which nothing takes the card for finished; the last one may hold the spare table of a former use, which some
 * systems would rather believe. The first MiB of the image is written when all the rest has been verified.
 */
final class Edges {
    private final BlockDevice card;
    private final AlignedBuffer buffer;

    Edges(BlockDevice card, AlignedBuffer buffer) {
        this.card = card;
        this.buffer = buffer;
    }

    /** A card that still shows its old first MiB afterwards drops what it is told to write. */
    void clear() throws DeviceException, CardFailure {
        zero();
        card.write(buffer, 0, firstLength(), 0);
        long last = card.capacity() - firstLength();
        card.write(buffer, 0, firstLength(), last - last % card.blockSize());
        card.flush();
        card.dropCaches();
        if (!isBlank()) {
            throw new CardFailure(CardFault.IGNORES_WRITES, "");
        }
    }

    /**
     * Fails a card whose first MiB is no longer blank although nothing was written there: it begins anew at a true end that the marks
     * of the capacity probe missed, since it is no power of two. Its first MiB would go over what was verified beyond that end.
     */
    void checkBlank() throws DeviceException, CardFailure {
        if (!isBlank()) {
            throw new CardFailure(
                    CardFault.FAKE_CAPACITY,
                    "it says " + Place.bytes(card.capacity())
                            + ", but what was written beyond its true end is at its beginning");
        }
    }

    private boolean isBlank() throws DeviceException {
        card.read(buffer, 0, firstLength(), 0);
        return buffer.isZero(firstLength());
    }

    void writeFirst(ImageSource image, Block first) throws DeviceException, CardFailure {
        zero();
        for (Range range : first.ranges()) {
            Prefetch.read(image, buffer, (int) range.offset(), range);
        }
        Prefetch.check(first, buffer, 0, new CRC32C());
        card.write(buffer, 0, firstLength(), 0);
        card.flush();
    }

    /** Makes a card that failed at the very end look unfinished again. */
    void blankFirst() throws DeviceException {
        zero();
        card.write(buffer, 0, firstLength(), 0);
        card.flush();
    }

    private void zero() {
        buffer.zero(ImageMap.MIB);
    }

    private int firstLength() {
        long length = Math.min(ImageMap.MIB, card.capacity());
        return (int) (length - length % card.blockSize());
    }
}
