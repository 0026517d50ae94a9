package org.cardpress.writer.card;

import org.cardpress.writer.device.AlignedBuffer;
import org.cardpress.writer.device.BlockDevice;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.Errno;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.fault.Place;

/**
 * Writing with one second try: what the medium refused is written again in small pieces, which helps over a hiccup of the
 * bridge, and otherwise names the spot. So is what found no space, for there a counterfeit may end. Where not the card failed but what
 * was to be written, which is shown from the shelf, it is the shelf's fault.
 */
final class PatientWrite {
    private static final int PIECE = 64 * 1024;

    private PatientWrite() {}

    static void write(BlockDevice card, AlignedBuffer buffer, int at, int length, long offset)
            throws DeviceException, CardFailure {
        try {
            card.write(buffer, at, length, offset);
        } catch (DeviceException failed) {
            if (failed.errno() == Errno.EFAULT) {
                throw new CardFailure(CardFault.IMAGE_DAMAGED, "it cannot be read any more" + Place.at(offset), failed);
            }
            if (!isOfTheMedium(failed) && failed.errno() != Errno.ENOSPC) {
                throw failed;
            }
            for (int done = 0; done < length; done += PIECE) {
                card.write(buffer, at + done, Math.min(PIECE, length - done), offset + done);
            }
        }
    }

    /** Whether the error may be about this place only. */
    static boolean isOfTheMedium(DeviceException failed) {
        return switch (failed.errno()) {
            case Errno.EIO, Errno.ENODATA, Errno.EILSEQ, Errno.EREMOTEIO -> true;
            default -> false;
        };
    }
}
