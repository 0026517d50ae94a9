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
    /** For real cards: a healthy one needs a second or two, the kernel repeats what failed for half a minute. */
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(15), Duration.ofSeconds(45), Duration.ofSeconds(1), Duration.ofMillis(200));

    public Patience {
        if (quiet.compareTo(hung) >= 0 || tick.isZero() || tick.isNegative()) {
            throw new IllegalArgumentException(
                    "quiet " + quiet + ", hung " + hung + ", tick " + tick + " (expected quiet < hung, tick > 0)");
        }
    }
}
