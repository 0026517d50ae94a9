package org.cardpress.protocol.image;

import java.util.Arrays;
import java.util.Optional;

/**
 * Usual cards by what they really hold: the smallest capacity that is sold under that name, some percent below the gigabytes printed on
 * it. The only table of card sizes; whoever offers, prices or checks cards asks here.
 */
public enum CardSize {
    GB_8(8, 7_760_000_000L),
    GB_16(16, 15_520_000_000L),
    GB_32(32, 30_720_000_000L),
    GB_64(64, 61_440_000_000L),
    GB_128(128, 122_880_000_000L),
    GB_200(200, 192_000_000_000L),
    GB_256(256, 245_760_000_000L),
    GB_512(512, 496_000_000_000L),
    GB_1024(1024, 993_000_000_000L);

    private final int printed;
    private final long bytes;

    CardSize(int printed, long bytes) {
        this.printed = printed;
        this.bytes = bytes;
    }

    /** Gigabytes as printed on the card. */
    public int printed() {
        return printed;
    }

    /** Bytes that every such card holds. */
    public long bytes() {
        return bytes;
    }

    /** The largest there is. */
    public static CardSize largest() {
        return values()[values().length - 1];
    }

    /** The smallest that holds an image of so many bytes; empty where none does. */
    public static Optional<CardSize> holding(long image) {
        return Arrays.stream(values()).filter(each -> each.bytes >= image).findFirst();
    }
}
