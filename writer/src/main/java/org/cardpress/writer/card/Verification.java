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
    private final AlignedBuffer spare;
    private final CRC32C crc = new CRC32C();
    private final List<Block> rewritten = new ArrayList<>();
    private boolean again;
    private int unstable;

    Verification(BlockDevice card, ImageSource image, WritePlan plan, AlignedBuffer spare) {
        this.card = card;
        this.image = image;
        this.plan = plan;
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

    /** Compares a unit that was read; it is read again, piece by piece, where it is not as it should be. */
    void verify(Unit unit, boolean readable, ReadBack readBack) throws DeviceException, CardFailure, CardCancelled {
        for (int i = 0; i < unit.blocks().size(); i++) {
            Block block = unit.blocks().get(i);
            if (!readable || !block.isHeldBy(readBack.bytes().bytes(), unit.start(), crc)) {
                examine(block, readBack.spare());
            }
        }
    }

    /** For a block that no unit holds: the first MiB. */
    void verify(Block block) throws DeviceException, CardFailure {
        if (look(block, spare) != Look.HELD) {
            examine(block, spare);
        }
    }

    private void examine(Block block, AlignedBuffer spare) throws DeviceException, CardFailure {
        Look second = look(block, spare);
        if (second == Look.HELD) {
            unstable++;
            return;
        }
        if (second == Look.WRONG) {
            FakeCapacity.suspect(plan, block, block.sum(spare.bytes(), block.start(), crc));
        }
        rewrite(block, spare);
        if (look(block, spare) != Look.HELD) {
            throw new CardFailure(
                    CardFault.VERIFY_FAILED, "MiB " + place(block) + " does not hold at the second write");
        }
        if (again) {
            throw changed(block, spare);
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
    private CardFailure changed(Block block, AlignedBuffer spare) throws DeviceException {
        for (Block other : rewritten) {
            if (look(other, spare) != Look.HELD) {
                return FakeCapacity.ofOnePlace(block, other);
            }
        }
        return new CardFailure(CardFault.VERIFY_FAILED, "MiB " + place(block) + " changed after it had been verified");
    }

    /** Reads one block into the spare buffer, freshly from the card. */
    private Look look(Block block, AlignedBuffer spare) throws DeviceException {
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

    private void rewrite(Block block, AlignedBuffer spare) throws DeviceException, CardFailure {
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
