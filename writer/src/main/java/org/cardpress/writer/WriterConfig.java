package org.cardpress.writer;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cardpress.writer.card.Wipe;
import org.cardpress.writer.slot.Slot;
import org.cardpress.writer.slot.SlotAddress;
import org.cardpress.writer.watch.Patience;

/**
 * What a writer needs to know.
 *
 * @param scheduler root of the scheduler's API
 * @param username of the host's account
 * @param host name of this machine
 * @param shelf where the downloader of this machine keeps images
 * @param state directory for what must outlive the program: records of finished cards, and what is in the slots
 * @param slots at least one; each name and each device once
 * @param largestCard bytes; what is larger is taken for a disk
 * @param overwrite what becomes of a card that carries a finished image
 * @param wipe what becomes of what was on a card and the image does not map
 * @param patience with cards that stop answering
 * @param grace how long a card being written may go on when the program is told to stop
 */
public record WriterConfig(
        URI scheduler,
        String username,
        String password,
        String host,
        Path shelf,
        Path state,
        List<Slot> slots,
        long largestCard,
        Overwrite overwrite,
        Wipe wipe,
        Patience patience,
        Duration grace) {
    /** No SD card is larger than this for now: 2 TiB is where SDXC ends. */
    public static final long LARGEST_CARD = 2L << 40;

    public WriterConfig {
        slots = List.copyOf(slots);
        if (slots.isEmpty()) {
            throw new IllegalArgumentException("no slots (expected at least one, such as A: /dev/disk/by-path/…)");
        }
        Set<String> names = new HashSet<>();
        Set<SlotAddress> places = new HashSet<>();
        for (Slot slot : slots) {
            if (!names.add(slot.name())) {
                throw new IllegalArgumentException("slot " + slot.name() + " twice (expected each name once)");
            }
            if (!places.add(slot.at())) {
                throw new IllegalArgumentException(
                        "slot " + slot.name() + ": device " + slot.at() + " is that of another slot already");
            }
        }
        if (largestCard <= 0) {
            throw new IllegalArgumentException("largest card " + largestCard + " bytes (expected more than 0)");
        }
    }

    /** What becomes of a card that carries a finished image of another task, by its stamp. */
    public enum Overwrite {
        /** The operator is told, and inserts another one. */
        ASK,
        ALWAYS
    }

    /** Without the password, so that no log line shows it. */
    @Override
    public String toString() {
        return "WriterConfig[" + host + " of " + username + " at " + scheduler + ", slots " + slots + "]";
    }
}
