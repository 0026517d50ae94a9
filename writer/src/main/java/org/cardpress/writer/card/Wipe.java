package org.cardpress.writer.card;

/** What becomes of the bytes of a used card that its new image does not map: nobody reads them, unless he looks for what was there. */
public enum Wipe {
    /** They stay, but for the first and the last MiB of the card, which are always cleared. */
    NONE,
    /** The ends of each old partition are cleared, so that nothing recognises what was in it. */
    SIGNATURES,
    /** The card is told to forget everything, which may make it faster; one that cannot is treated as {@link #SIGNATURES}. */
    DISCARD,
    /** They are overwritten with zeros, all of them; takes as long as a full card. */
    ZERO
}
