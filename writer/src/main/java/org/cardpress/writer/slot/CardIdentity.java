package org.cardpress.writer.slot;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
        String generation) {
    private static final Pattern DEVICE = Pattern.compile("disk:([^:]*):.*");

    /** One line, by which {@link #isOf} knows the card again. */
    public String mark() {
        return generation + "\t" + capacity;
    }

    /**
     * Whether this is the card of that mark, as far as can be told. When the machine has been started anew the kernel counts from
     * the beginning, so a card of the same size counts as the same: the operator is asked once too often rather than a finished
     * card holds the task that another slot could do.
     */
    public boolean isOf(String mark) {
        String[] parts = mark.split("\t", 2);
        boolean sameSize = parts[parts.length - 1].equals(Long.toString(capacity));
        if (parts[0].equals(generation)) {
            return parts.length == 1 || sameSize;
        }
        Matcher then = DEVICE.matcher(parts[0]);
        Matcher now = DEVICE.matcher(generation);
        return then.matches() && now.matches() && !then.group(1).equals(now.group(1)) && sameSize;
    }
}
