package org.cardpress.creator.fetch;

import java.time.Duration;

/**
 * How long to go on with a source that fails.
 *
 * @param attempts in a row without a single new byte
 * @param first pause; each one doubles, up to a minute
 * @param silence after which a connection that gives nothing counts as broken
 */
public record Retries(int attempts, Duration first, Duration silence) {
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** For real networks. */
    public static Retries usual() {
        return new Retries(6, Duration.ofSeconds(1), Duration.ofSeconds(60));
    }

    /** For a question that somebody asks again anyhow. */
    public static Retries once(Duration silence) {
        return new Retries(1, Duration.ofSeconds(1), silence);
    }

    /** The pause after so many failures in a row, from 1. */
    public Duration pause(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(Math.max(failures, 1) - 1, 20));
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
