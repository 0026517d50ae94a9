package org.cardpress.writer.slot;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.cardpress.writer.device.DeviceException;
import org.cardpress.writer.device.DeviceException.Operation;
import org.cardpress.writer.device.Errno;
import org.cardpress.writer.fault.CardFailure;
import org.cardpress.writer.fault.CardFault;
import org.cardpress.writer.fault.Place;
import org.cardpress.writer.fault.Symptom;

/**
 * From a failed system call to what happened. The errno alone lies: a reader that was unplugged answers ENODEV once, then ENOSPC,
 * and a card that was pulled answers EIO. So the slot is looked at first, for up to a second where it is empty, and the errno only
 * decides among what is left.
 */
public final class Diagnosis {
    /** A reader that is pulled shows an empty slot first and is gone from the kernel's tree a moment later. */
    private static final Duration PARTING = Duration.ofSeconds(1);

    private static final Duration GLANCE = Duration.ofMillis(20);

    private final SlotProbe probe;
    private final Duration parting;

    public Diagnosis(SlotProbe probe) {
        this(probe, PARTING);
    }

    /** @param parting how long a slot that is empty is looked at until its device may be said to have stayed */
    Diagnosis(SlotProbe probe, Duration parting) {
        this.probe = probe;
        this.parting = parting;
    }

    /**
     * Says what happened.
     *
     * @param card as it was when it was opened
     */
    public CardFailure of(DeviceException failed, Slot slot, CardIdentity card) {
        String place = failed.offset() == 0 ? "" : Place.at(failed.offset());
        CardFault fault = symptom(failed, slot, card).fault();
        String detail =
                switch (fault) {
                    case MEDIA_ERROR -> (failed.operation() == Operation.READ ? " when read" : " when written") + place;
                    case NO_RIGHT -> String.valueOf(failed.getMessage());
                    case BUG -> " (" + failed.getMessage() + ")";
                    default -> place;
                };
        return new CardFailure(fault, detail, failed);
    }

    private Symptom symptom(DeviceException failed, Slot slot, CardIdentity card) {
        int errno = failed.errno();
        Sight sight = settled(slot);
        if (errno == Errno.ENODEV || errno == Errno.ENXIO || errno == 0 || isGone(sight)) {
            return Symptom.READER_GONE;
        }
        if (sight instanceof Sight.Empty || errno == Errno.ENOMEDIUM || changed(sight, card)) {
            return Symptom.CARD_PULLED;
        }
        return switch (errno) {
            case Errno.EIO, Errno.ENODATA -> Symptom.BAD_PLACE;
            case Errno.EILSEQ, Errno.EREMOTEIO -> Symptom.BAD_CONTACT;
            case Errno.ETIMEDOUT -> Symptom.TIMED_OUT;
            case Errno.ENOSPC -> failed.offset() < card.capacity() ? Symptom.ENDS_EARLY : Symptom.PAST_THE_END;
            case Errno.EROFS -> Symptom.LOCKED;
            case Errno.EPERM, Errno.EACCES -> Symptom.FORBIDDEN;
            case Errno.EBUSY -> Symptom.HELD;
            default -> Symptom.WRONG_CALL;
        };
    }

    private Sight settled(Slot slot) {
        long end = System.nanoTime() + parting.toNanos();
        Sight sight = probe.look(slot);
        while (sight instanceof Sight.Empty && !isGone(sight) && System.nanoTime() < end) {
            LockSupport.parkNanos(GLANCE.toNanos());
            sight = probe.look(slot);
        }
        return sight;
    }

    private static boolean isGone(Sight sight) {
        return sight instanceof Sight.Empty empty && empty.noDevice();
    }

    /** A file changes whenever it is written; only its inode says that it is another one. */
    private static boolean changed(Sight sight, CardIdentity card) {
        return sight instanceof Sight.Card now
                && card.generation().startsWith("disk:")
                && (!now.identity().generation().equals(card.generation())
                        || now.identity().capacity() != card.capacity());
    }
}
