package org.cardpress.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.function.LongSupplier;

/** Tells a person who waits how far the benchmark is and about how long it will take. */
final class Eta implements BenchWatch {
    private static final double SECOND = 1e9;

    private final List<WriteCase> cases;
    private final double scale;
    private final LongSupplier nanos;
    private final PrintStream out;
    private String now = "";
    private long began;

    /**
     * One that has told nothing.
     *
     * @param cases all that will run
     * @param scale how much longer they take than at the published size
     */
    Eta(List<WriteCase> cases, double scale, LongSupplier nanos, PrintStream out) {
        this.cases = cases;
        this.scale = scale;
        this.nanos = nanos;
        this.out = out;
    }

    @Override
    public void begins(String name, int run, int runs) {
        if (!name.equals(now)) {
            now = name;
            began = nanos.getAsLong();
        }
        double each =
                run == 0 ? WriteCase.of(name).seconds() * scale / runs : (nanos.getAsLong() - began) / SECOND / run;
        double left = each * (runs - run);
        for (int i = cases.indexOf(WriteCase.of(name)) + 1; i < cases.size(); i++) {
            left += cases.get(i).seconds() * scale;
        }
        out.printf("%s %d/%d, about %d s left%n", name, run + 1, runs, Math.round(left));
    }
}
