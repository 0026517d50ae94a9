package org.cardpress.creator.fetch;

import java.time.Duration;

/**
 * How much a cache keeps, and how far it trusts its disk.
 *
 * @param mostBytes that files may take once a build has ended
 * @param oldest time without use after which a file goes, room or not
 * @param editions of one book that stay; those before them go, room or not
 * @param trust time after which the bytes of a file are hashed again at its next use; until then its size and time suffice
 */
public record CachePolicy(long mostBytes, Duration oldest, int editions, Duration trust) {
    private static final Duration OLDEST = Duration.ofDays(180);
    private static final int EDITIONS = 2;
    private static final Duration TRUST = Duration.ofDays(7);

    public CachePolicy {
        if (mostBytes < 0 || editions < 1 || oldest.isNegative() || trust.isNegative()) {
            throw new IllegalArgumentException("cache of " + mostBytes + " bytes, " + oldest + ", " + editions
                    + " editions, " + trust + " (expected nothing below 0, and 1 edition)");
        }
    }

    /** Half a year without use, two editions of a book, hashed again each week. */
    public static CachePolicy of(long mostBytes) {
        return new CachePolicy(mostBytes, OLDEST, EDITIONS, TRUST);
    }
}
