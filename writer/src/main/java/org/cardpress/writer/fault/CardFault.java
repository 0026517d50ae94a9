package org.cardpress.writer.fault;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Everything that keeps a card from being written. Each constant carries what follows from it: whether another attempt can
 * succeed, whether this card is done for, and the sentence the operator reads. In a sentence {@code {slot}} is the slot's name
 * and {@code {detail}} what was found.
 */
public enum CardFault {
    EMPTY(true, false, "Insert a card in slot {slot}{detail}."),
    STILL_IN(true, false, "The card in slot {slot} is {detail}. Take it out and insert another one."),
    ALREADY_WRITTEN(
            true,
            true,
            "Card in slot {slot} was written for {detail}. Confirm that it may be overwritten, or insert another one."),
    CARRIES(
            true,
            true,
            "Card in slot {slot} carries {detail}. Confirm that it may be overwritten, or insert another one."),
    QUARANTINED(
            true,
            true,
            "Card in slot {slot} is in quarantine: {detail}. Throw it away, or have the quarantine lifted."),
    CHECK_READER(true, false, "Check the reader of slot {slot}: three different cards in a row failed in it{detail}."),
    TOO_SMALL(true, true, "Card in slot {slot} is too small: {detail}. Insert a larger one."),
    TOO_LARGE(true, true, "Slot {slot} holds {detail}. Raise the limit if that is really a card."),
    WRITE_PROTECTED(
            true,
            true,
            "Card in slot {slot} is write-protected. Slide the lock on the card; if it has none, the card is worn out."),
    SYSTEM_DISK(
            true, false, "Slot {slot} is the disk of the running system ({detail}). Correct the slots of this host."),
    MOUNTED(true, false, "Card in slot {slot} is in use by this machine ({detail}). Unmount it."),
    BUSY(true, false, "Slot {slot} is in use by another program."),
    NOT_A_CARD(true, false, "Slot {slot} is no card slot: {detail}. Correct the slots of this host."),
    NO_RIGHT(true, false, "The writer has no right to slot {slot} ({detail}). Ask the administrator."),
    CARD_SWAPPED(true, false, "Card in slot {slot} was changed between check and write. Nothing was written."),
    READER_LOST(true, true, "Reader of slot {slot} was unplugged{detail}. Plug it into the same port."),
    CARD_OUT(
            true,
            true,
            "Card was taken out of slot {slot}{detail}. It is not usable; put it back or insert a new one."),
    MEDIA_ERROR(true, true, "Card in slot {slot} fails{detail}. Throw it away."),
    LINK_ERROR(true, true, "Bad contact in slot {slot}{detail}. Reseat the card."),
    HUNG(true, true, "Card in slot {slot} stopped answering{detail}."),
    FAKE_OR_FAULT(true, true, "Card in slot {slot} is smaller than it says: it ended{detail}. Throw it away."),
    FAKE_CAPACITY(true, true, "Counterfeit card in slot {slot}: {detail}. Throw it away."),
    IGNORES_WRITES(true, true, "Card in slot {slot} does not keep what is written to it{detail}. Throw it away."),
    VERIFY_FAILED(true, true, "Card in slot {slot} changed what was written: {detail}. Throw it away."),
    IMAGE_MISSING(false, false, "The image for slot {slot} is not on the shelf: {detail}."),
    IMAGE_DAMAGED(false, false, "The image on the shelf is damaged: {detail}. Download it again."),
    IMAGE_NOT_UNPACKED(
            true, false, "The image for slot {slot} could not be unpacked: {detail}. See to the disk of this host."),
    BUG(false, false, "The writer made a mistake in slot {slot}{detail}. Report it.");

    private static final Set<CardFault> OF_THE_CARD =
            EnumSet.of(MEDIA_ERROR, FAKE_OR_FAULT, FAKE_CAPACITY, IGNORES_WRITES, VERIFY_FAILED, HUNG);

    private final boolean retryable;
    private final boolean needsAnotherCard;
    private final String sentence;

    CardFault(boolean retryable, boolean needsAnotherCard, String sentence) {
        this.retryable = retryable;
        this.needsAnotherCard = needsAnotherCard;
        this.sentence = sentence;
    }

    /** Whether another attempt can succeed without anybody changing the order. */
    public boolean retryable() {
        return retryable;
    }

    /** Whether the slot must see its card change before it is used again. */
    public boolean needsAnotherCard() {
        return needsAnotherCard;
    }

    /** Whether a person may say that the card is to be written all the same. */
    public boolean asks() {
        return this == ALREADY_WRITTEN || this == CARRIES;
    }

    /** Whether the card itself is at fault, rather than its contact, the reader or the host. */
    public boolean isOfTheCard() {
        return OF_THE_CARD.contains(this);
    }

    /** Whether the reader may be the one at fault, if it happens with several cards. */
    public boolean pointsAtReader() {
        return this == LINK_ERROR || isOfTheCard() && this != FAKE_CAPACITY && this != FAKE_OR_FAULT;
    }

    /** The stable word of task errors, such as {@code card.too_small}. */
    public String code() {
        String word = name().toLowerCase(Locale.ROOT);
        return word.startsWith("image_") ? word.replaceFirst("_", ".") : "card." + word;
    }

    /**
     * What the operator reads.
     *
     * @param slot its name
     * @param detail as the sentence needs it, with its own leading blank where the sentence has none; may be empty
     */
    public String sentence(String slot, String detail) {
        return sentence.replace("{slot}", slot).replace("{detail}", detail);
    }
}
