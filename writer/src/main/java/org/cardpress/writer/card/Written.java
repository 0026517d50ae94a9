package org.cardpress.writer.card;

/**
 * A card that holds the image, verified.
 *
 * @param bytes mapped bytes, written and read back
 * @param writeRate bytes a second while writing
 * @param verifyRate bytes a second while verifying
 * @param repairedBlocks MiBs that held only at the second write
 * @param unstableReads MiBs that read wrong once and right the next time: a word about the slot
 * @param millis from the first byte to the verdict
 */
public record Written(
        long bytes, long writeRate, long verifyRate, int repairedBlocks, int unstableReads, long millis) {}
