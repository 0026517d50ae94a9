package org.cardpress.writer.card;

import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.ImageSource;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.fault.Place;

/**
 * Reads the card back past all caches and compares each MiB with its check value. A MiB that is wrong is read again (right now:
 * an unstable read), then written and read once more (right now: repaired), and otherwise fails the card, named by its place.
 * More than three repairs fail the card too: it is dying.
 *
 * <p>A repair may have gone over what had been verified before, on a counterfeit that keeps two places in one. So all of a repaired
 * card is verified once more, and then nothing may be wrong.
 */
final class Verification {
    static final int MOST_REPAIRS = 3;

    private final BlockDevice card;
    private final ImageSource image;
    private final WritePlan plan;
    private final AlignedBuffer buffer;
    private final AlignedBuffer spare;
    private final CRC32C crc = new CRC32C();
    private final List<Block> rewritten = new ArrayList<>();
    private boolean again;
    private int unstable;

    Verification(BlockDevice card, ImageSource image, WritePlan plan, AlignedBuffer buffer, AlignedBuffer spare) {
        this.card = card;
        this.image = image;
        this.plan = plan;
        this.buffer = buffer;
        this.spare = spare;
    }

    int repaired() {
        return rewritten.size();
    }

    /** From here on what held before must hold still. */
    void beginAgain() {
        again = true;
    }

    int unstable() {
        return unstable;
    }

    void verify(Unit unit) throws DeviceException, CardFailure {
        boolean readable = readSpans(unit);
        for (int i = 0; i < unit.blocks().size(); i++) {
            Block block = unit.blocks().get(i);
            if (!readable || !block.isHeldBy(buffer.bytes(), unit.start(), crc)) {
                examine(block);
            }
        }
    }

    /** For a block that no unit holds: the first MiB. */
    void verify(Block block) throws DeviceException, CardFailure {
        if (look(block) != Look.HELD) {
            examine(block);
        }
    }

    private void examine(Block block) throws DeviceException, CardFailure {
        Look second = look(block);
        if (second == Look.HELD) {
            unstable++;
            return;
        }
        if (second == Look.WRONG) {
            FakeCapacity.suspect(plan, block, block.sum(spare.bytes(), block.start(), crc));
        }
        rewrite(block);
        if (look(block) != Look.HELD) {
            throw new CardFailure(
                    CardFault.VERIFY_FAILED, "MiB " + place(block) + " does not hold at the second write");
        }
        if (again) {
            throw changed(block);
        }
        rewritten.add(block);
        if (repaired() > MOST_REPAIRS) {
            throw new CardFailure(
                    CardFault.VERIFY_FAILED,
                    repaired() + " places had to be written twice (at most " + MOST_REPAIRS + "), the last at MiB "
                            + place(block));
        }
    }

    /** Whether writing this block, which held before, undoes one that was repaired: then the two are one place. */
    private CardFailure changed(Block block) throws DeviceException {
        for (Block other : rewritten) {
            if (look(other) != Look.HELD) {
                return FakeCapacity.ofOnePlace(block, other);
            }
        }
        return new CardFailure(CardFault.VERIFY_FAILED, "MiB " + place(block) + " changed after it had been verified");
    }

    private boolean readSpans(Unit unit) throws DeviceException {
        try {
            for (int i = 0; i < unit.spans().size(); i++) {
                Range span = unit.spans().get(i);
                card.read(buffer, (int) (span.offset() - unit.start()), (int) span.length(), span.offset());
            }
            return true;
        } catch (DeviceException failed) {
            if (!PatientWrite.isOfTheMedium(failed)) {
                throw failed;
            }
            return false;
        }
    }

    /** Reads one block into the spare buffer, freshly from the card. */
    private Look look(Block block) throws DeviceException {
        card.dropCaches();
        try {
            for (Range range : block.ranges()) {
                card.read(spare, (int) (range.offset() - block.start()), (int) range.length(), range.offset());
            }
            return block.isHeldBy(spare.bytes(), block.start(), crc) ? Look.HELD : Look.WRONG;
        } catch (DeviceException failed) {
            if (!PatientWrite.isOfTheMedium(failed)) {
                throw failed;
            }
            return Look.UNREADABLE;
        }
    }

    private void rewrite(Block block) throws DeviceException, CardFailure {
        for (Range range : block.ranges()) {
            Prefetch.read(image, spare, (int) (range.offset() - block.start()), range);
        }
        Prefetch.check(block, spare, block.start(), crc);
        for (Range range : block.ranges()) {
            int at = (int) (range.offset() - block.start());
            PatientWrite.write(card, spare, at, (int) range.length(), range.offset());
        }
        card.flush();
    }

    private static String place(Block block) {
        return block.index() + " (" + Place.bytes(block.start()) + ")";
    }

    /** What a look at one block shows. */
    private enum Look {
        HELD,
        WRONG,
        UNREADABLE
    }
}
