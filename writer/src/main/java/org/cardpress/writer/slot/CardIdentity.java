package org.cardpress.writer.slot;

import org.jspecify.annotations.Nullable;

/**
 * Which card this is, as far as the reader tells.
 *
 * @param vendor of the reader, or of the card where the reader shows it
 * @param model likewise
 * @param serial likewise; readers often share one
 * @param cid card identification register in hex; only readers on an mmc bus show it
 * @param capacity bytes
 * @param generation changes whenever the card is taken out, put in or replaced. For devices the boot and the kernel's
 *     {@code diskseq}; for files the inode and the time of the last change. Compare it, never read it.
 */
public record CardIdentity(
        @Nullable String vendor,
        @Nullable String model,
        @Nullable String serial,
        @Nullable String cid,
        long capacity,
        String generation) {}
