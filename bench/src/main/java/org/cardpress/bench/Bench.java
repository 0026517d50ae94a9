package org.cardpress.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs ours and the peer by turns and keeps the medians, so that whatever else the machine does hits both alike. One warm-up
 * of each is thrown away. Not for several threads.
 */
public final class Bench {
    private final String title;
    private final int rounds;
    private final BenchWatch watch;
    private final List<BenchCase> cases = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * A benchmark without cases yet.
     *
     * @param title what is compared
     * @param rounds measured runs a side; 5 for published figures
     */
    public Bench(String title, int rounds) {
        this(title, rounds, BenchWatch.NOBODY);
    }

    public Bench(String title, int rounds, BenchWatch watch) {
        if (rounds < 1) {
            throw new IllegalArgumentException("rounds " + rounds + " (expected at least 1)");
        }
        this.title = title;
        this.rounds = rounds;
        this.watch = watch;
    }

    /** Times both sides in seconds. */
    public BenchCase compare(String name, Work ours, String peerName, Work peer) throws Exception {
        return compareFigures(name, () -> seconds(ours), peerName, () -> seconds(peer), "s");
    }

    /** Compares figures that the two sides measure themselves. */
    public BenchCase compareFigures(String name, Figure ours, String peerName, Figure peer, String unit)
            throws Exception {
        watch.begins(name, 0, 2 + 2 * rounds);
        ours.measure();
        watch.begins(name, 1, 2 + 2 * rounds);
        peer.measure();
        return compare(name, ours, peerName, peer, unit, 2);
    }

    /** The same where nothing warms up, because time is spent waiting for a device. */
    public BenchCase compareAtOnce(String name, Figure ours, String peerName, Figure peer, String unit)
            throws Exception {
        return compare(name, ours, peerName, peer, unit, 0);
    }

    private BenchCase compare(String name, Figure ours, String peerName, Figure peer, String unit, int before)
            throws Exception {
        double[] mine = new double[rounds];
        double[] theirs = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            watch.begins(name, before + 2 * round, before + 2 * rounds);
            mine[round] = ours.measure();
            watch.begins(name, before + 2 * round + 1, before + 2 * rounds);
            theirs[round] = peer.measure();
        }
        return add(BenchCase.of(name, median(mine), median(theirs), peerName, unit));
    }

    /** Adds a case measured elsewhere, such as one whose peer is a fixed number. */
    public BenchCase add(BenchCase found) {
        cases.add(found);
        return found;
    }

    public void note(String note) {
        notes.add(note);
    }

    public BenchReport report() {
        return new BenchReport(title, cases, notes);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** One run of one side. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** One run of one side that yields its own figure. */
    @FunctionalInterface
    public interface Figure {
        double measure() throws Exception;
    }
}
