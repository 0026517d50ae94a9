package org.cardpress.writer.card;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
 * systems would rather believe. While the rest is read back the first MiB holds a text that no image has there: on a card that begins
 * anew somewhere, one of the two shows at the other's place. The first MiB of the image is written when all the rest has been verified.
 */
final class Edges {
    /** A sector of it, like any other, is neither a partition table nor a file system. */
    private static final ByteBuffer UNFINISHED = unfinished();

    private final BlockDevice card;
    private final AlignedBuffer buffer;
    private final CRC32C crc = new CRC32C();
    private long put;

    Edges(BlockDevice card, AlignedBuffer buffer) {
        this.card = card;
        this.buffer = buffer;
    }

    /** A card that still shows its old first MiB afterwards drops what it is told to write. */
    void clear() throws DeviceException, CardFailure {
        zero();
        put = sum();
        card.write(buffer, 0, firstLength(), 0);
        long last = card.capacity() - firstLength();
        card.write(buffer, 0, firstLength(), last - last % card.blockSize());
        card.flush();
        card.dropCaches();
        if (!isAsPut()) {
            throw new CardFailure(CardFault.IGNORES_WRITES, "");
        }
    }

    /** Puts the text there, once all else has been written. A write that is lost is made once more. */
    void mark() throws DeviceException, CardFailure {
        for (int tries = 0; tries < 2; tries++) {
            buffer.fill(UNFINISHED, firstLength());
            put = sum();
            card.write(buffer, 0, firstLength(), 0);
            card.flush();
            card.dropCaches();
            if (isAsPut()) {
                return;
            }
        }
        throw new CardFailure(CardFault.IGNORES_WRITES, "");
    }

    /**
     * Fails a card whose first MiB no longer holds the text, although nothing else was written there: it begins anew at a true end that
     * the marks of the capacity probe missed, since it is no power of two. Its first MiB would go over what was verified beyond that end.
     */
    void checkMark() throws DeviceException, CardFailure {
        card.dropCaches();
        if (!isAsPut()) {
            throw new CardFailure(
                    CardFault.FAKE_CAPACITY,
                    "it says " + Place.bytes(card.capacity())
                            + ", but what was written beyond its true end is at its beginning");
        }
    }

    /** Whether the first MiB reads as what was put there last. */
    private boolean isAsPut() throws DeviceException {
        card.read(buffer, 0, firstLength(), 0);
        return sum() == put;
    }

    private long sum() {
        crc.reset();
        crc.update(buffer.window(0, firstLength()));
        return crc.getValue();
    }

    void writeFirst(ImageSource image, Block first) throws DeviceException, CardFailure {
        zero();
        for (Range range : first.ranges()) {
            Prefetch.read(image, buffer, (int) range.offset(), range);
        }
        Prefetch.check(first, buffer, 0, crc);
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

    private static ByteBuffer unfinished() {
        byte[] line =
                "This card is not finished yet: it is being checked by Cardpress\n".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer text = ByteBuffer.allocate(64 * 1024);
        while (text.hasRemaining()) {
            text.put(line);
        }
        return text.clear().asReadOnlyBuffer();
    }

    private int firstLength() {
        long length = Math.min(ImageMap.MIB, card.capacity());
        return (int) (length - length % card.blockSize());
    }
}
