package org.cardpress.bench;

/** Who looks on while a benchmark runs. */
@FunctionalInterface
public interface BenchWatch {
    /** Nobody. */
    BenchWatch NOBODY = (name, run, runs) -> {};

    /** A run of a case begins: number {@code run} of {@code runs}, from 0, both sides and warm-ups counted. */
    void begins(String name, int run, int runs);
}
