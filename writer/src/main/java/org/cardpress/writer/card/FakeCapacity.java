package org.cardpress.writer.card;

import java.util.zip.CRC32C;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.fault.Place;

/**
 * Tells the counterfeit card: one that says 64 GB and holds 8 takes byte 8 GB for byte 0 again. A MiB that reads as another MiB
 * of the image gives it away, and the distance between the two bounds the true size.
 */
final class FakeCapacity {
    private static final int ZEROS = sumOfZeros();

    private FakeCapacity() {}

    /** @param found the check value of what the card gave for {@code block} */
    static void suspect(WritePlan plan, Block block, int found) throws CardFailure {
        if (!isWhole(block) || found == ZEROS) {
            return;
        }
        for (Unit unit : plan.units()) {
            for (Block other : unit.blocks()) {
                if (other.index() != block.index() && other.crc32c() == found && isWhole(other)) {
                    throw new CardFailure(
                            CardFault.FAKE_CAPACITY,
                            "MiB " + block.index() + " holds what was written to MiB " + other.index()
                                    + ", so it really holds at most "
                                    + Place.bytes(apart(block, other)));
                }
            }
        }
    }

    /** The verdict on two blocks of which each goes when the other is written; where in its MiB either begins is not known. */
    static CardFailure ofOnePlace(Block block, Block other) {
        return new CardFailure(
                CardFault.FAKE_CAPACITY,
                "MiB " + block.index() + " changes when MiB " + other.index()
                        + " is written, so it really holds at most "
                        + Place.bytes(apart(block, other) + ImageMap.MIB));
    }

    private static long apart(Block block, Block other) {
        return Math.abs(other.start() - block.start());
    }

    private static boolean isWhole(Block block) {
        return block.ranges().size() == 1 && block.ranges().get(0).length() == ImageMap.MIB;
    }

    private static int sumOfZeros() {
        CRC32C crc = new CRC32C();
        crc.update(new byte[ImageMap.MIB]);
        return (int) crc.getValue();
    }
}
