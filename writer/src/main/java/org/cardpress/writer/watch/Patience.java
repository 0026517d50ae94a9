package org.cardpress.writer.watch;

import java.time.Duration;

/**
 * How long one call on a card may take.
 *
 * @param quiet after this the operator is told
 * @param hung after this the card is given up
 * @param cancelled after this a card is given up that nobody wants any more
 * @param tick how often to look at the clock
 */
public record Patience(Duration quiet, Duration hung, Duration cancelled, Duration tick) {
    private static final Duration SHORTEST = Duration.ofSeconds(3);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** For real cards: a healthy one needs a second or two, the kernel repeats what failed for half a minute. */
    public static final Patience USUAL = givingUpAfter(Duration.ofSeconds(45));

    /**
     * The usual one with another time after which a card is given up; a third of it is quiet.
     *
     * @param hung 3 s to 10 min
     */
    public static Patience givingUpAfter(Duration hung) {
        if (hung.compareTo(SHORTEST) < 0 || hung.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "cards given up after " + hung.toMillis() + " ms (expected 3 s to 10 min)");
        }
        return new Patience(hung.dividedBy(3), hung, Duration.ofSeconds(1), Duration.ofMillis(200));
    }

    public Patience {
        if (quiet.compareTo(hung) >= 0 || tick.isZero() || tick.isNegative()) {
            throw new IllegalArgumentException(
                    "quiet " + quiet + ", hung " + hung + ", tick " + tick + " (expected quiet < hung, tick > 0)");
        }
    }
}
