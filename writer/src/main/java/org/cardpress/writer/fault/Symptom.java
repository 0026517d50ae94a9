package org.cardpress.writer.fault;

import java.util.Locale;

/**
 * The ways in which trouble shows: what the writer sees, which fault that is, and what it does about it by itself. The errno
 * alone lies, so the first rows say what is looked at before it. {@link FaultPage} shows the table to people; a test provokes each
 * row.
 */
public enum Symptom {
    READER_GONE(
            "ENODEV or ENXIO; a read of 0 bytes; the device is gone, whatever the errno (then often ENOSPC)",
            CardFault.READER_LOST,
            Action.REQUEUE),
    CARD_PULLED(
            "ENOMEDIUM; or any errno while the reader shows size 0, another size or a newer `diskseq`",
            CardFault.CARD_OUT,
            Action.REQUEUE),
    BAD_PLACE(
            "EIO or ENODATA at one place",
            CardFault.MEDIA_ERROR,
            "the unit is written again in pieces of 64 KiB, which helps or names the spot; then " + Action.COUNT),
    BAD_CONTACT(
            "EILSEQ, EREMOTEIO",
            CardFault.LINK_ERROR,
            "written again in pieces of 64 KiB; then the attempt fails, and the slot's count of failed cards rises"),
    TIMED_OUT("ETIMEDOUT", CardFault.HUNG, Action.COUNT),
    NO_ANSWER(
            "a call that does not return within `writer.give-up-after`",
            CardFault.HUNG,
            "the operator is told after a third of that time; then the card's thread is left behind without a way back, and "
                    + Action.COUNT),
    ENDS_EARLY(
            "ENOSPC before the end of the device",
            CardFault.FAKE_OR_FAULT,
            "written again in pieces of 64 KiB to find the end; then " + Action.COUNT),
    PAST_THE_END(
            "a short count, then ENOSPC at or past the end of the device",
            CardFault.BUG,
            "the task fails for good: what does not fit must have been refused before"),
    WRONG_CALL("EINVAL, or an errno that no row names", CardFault.BUG, "the task fails for good"),
    LOCKED("EROFS when opened; BLKROGET or sysfs `ro` says read-only", CardFault.WRITE_PROTECTED, Action.WAIT),
    FORBIDDEN("EPERM, EACCES", CardFault.NO_RIGHT, Action.WAIT),
    HELD(
            "EBUSY when opened with O_EXCL",
            CardFault.BUSY,
            "tried again each second, always with O_EXCL; nothing is written meanwhile"),
    IN_THE_FILE_SYSTEM(
            "the device, a partition or a holder of it in `/proc/self/mountinfo`; a file that a loop device shows",
            CardFault.MOUNTED,
            Action.WAIT + "; nothing is unmounted"),
    SYSTEM(
            "the same, mounted at `/`, `/boot`, `/usr`, `/var`, `/home` or alike; or swap space",
            CardFault.SYSTEM_DISK,
            "never opened for writing"),
    NO_CARD("ENOMEDIUM when opened, or size 0", CardFault.EMPTY, "the slot waits, without a limit"),
    NO_SLOT(
            "a partition, a directory, a character device; two devices at one address",
            CardFault.NOT_A_CARD,
            "never opened for writing"),
    SMALL("capacity below that of the image or of the order", CardFault.TOO_SMALL, Action.WAIT),
    LARGE("capacity above `writer.largest-card`", CardFault.TOO_LARGE, Action.WAIT),
    SPENT("the card that was finished, or failed, in this slot", CardFault.STILL_IN, Action.WAIT),
    FINISHED(
            "a stamp that says verified, for another task, and a partition table",
            CardFault.ALREADY_WRITTEN,
            Action.ASK),
    CARRYING(
            "a partition table (MBR, GPT) or a file system, on the card or at the beginning of a partition",
            CardFault.CARRIES,
            Action.ASK),
    DISTRUSTED(
            "two failures known of its CID or stamp, or one as a counterfeit",
            CardFault.QUARANTINED,
            "the card stays as it is; " + Action.WAIT),
    THREE_IN_A_ROW(
            "three different cards that failed in one slot since the last good one",
            CardFault.CHECK_READER,
            "the slot asks for no more tasks until a person clears it"),
    SWAPPED(
            "another `diskseq`, another size by the word of the reader, or another file than when the card was looked at, right"
                    + " before the first byte; a place that could not be read while its stamp was searched and now can",
            CardFault.CARD_SWAPPED,
            "nothing is written; the slot looks again"),
    WRONG_BYTES(
            "a MiB that does not match its check value, or cannot be read, in two readings and after a second write; or more than three such places that held at the second write; or a place that no longer holds when a repaired card is read back again",
            CardFault.VERIFY_FAILED,
            Action.COUNT + "; the first MiB stays blank"),
    REPEATS(
            "what was written to one place shows at another, or is gone beyond one",
            CardFault.FAKE_CAPACITY,
            "looked at twice; then the attempt fails and the card is in quarantine at once"),
    FORGETS(
            "the first MiB does not keep what is put there, or the stamp of this writing is not there",
            CardFault.IGNORES_WRITES,
            Action.COUNT),
    NOT_ON_THE_SHELF("no manifest for the order on the shelf", CardFault.IMAGE_MISSING, "the task fails for good"),
    CHANGED_ON_THE_SHELF(
            "an image, a map or a manifest that is damaged, no longer matches its check values, or is that of another image",
            CardFault.IMAGE_DAMAGED,
            "the task fails for good; a card that was begun stays blank and may be used again"),
    NOT_UNPACKED(
            "the disk of the shelf is full or refuses, or another program unpacks the same image",
            CardFault.IMAGE_NOT_UNPACKED,
            "the attempt fails, the copy is queued again; a card that was begun stays blank and may be used again");

    private final String seen;
    private final CardFault fault;
    private final String action;

    Symptom(String seen, CardFault fault, String action) {
        this.seen = seen;
        this.fault = fault;
        this.action = action;
    }

    /** What the writer sees, for the page. */
    String seen() {
        return seen;
    }

    public CardFault fault() {
        return fault;
    }

    /** What the writer does without being asked, for the page. */
    String action() {
        return action;
    }

    /** As the page names it, such as {@code reader gone}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What several rows have in common. */
    private static final class Action {
        static final String REQUEUE = "the attempt fails, the copy is queued again; other slots go on";
        static final String COUNT = "the attempt fails, the counts of failures of the card and of the slot rise";
        static final String ASK =
                "nothing is written before a person confirms this very card; `writer.overwrite: always` asks nobody";
        static final String WAIT = "nothing is written; the slot waits for a change and tells the operator once";
    }
}
