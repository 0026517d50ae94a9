package org.cardpress.bench;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.cardpress.protocol.worker.Claim;

/**
 * How many tasks a second the scheduler gives to workers that all ask at once, on the embedded store with every claim on disk before
 * it is answered. Beside it stands the rate that was asked for. A task that is given twice ends the benchmark with an error.
 */
public final class ClaimBench {
    private static final double ASKED_FOR = 500;
    private static final String PEER = "the rate asked for";

    private final Options options;

    private ClaimBench(Options options) {
        this.options = options;
    }

    /**
     * @param tasks that are given out in each round
     * @param claimers that ask at once
     * @param rounds measured rounds, each on a fresh store
     */
    public record Options(int tasks, int claimers, int rounds) {
        public static final Options PUBLISHED = new Options(5000, 32, 5);

        public Options {
            if (tasks < claimers || claimers < 1 || rounds < 1) {
                throw new IllegalArgumentException("tasks " + tasks + ", claimers " + claimers + ", rounds " + rounds
                        + " (expected at least 1 each, and as many tasks as claimers)");
            }
        }
    }

    /** Leaves nothing behind. */
    public static BenchReport run(Options options) throws Exception {
        return new ClaimBench(options).run();
    }

    private BenchReport run() throws Exception {
        Bench bench =
                new Bench("claim: tasks given out while all workers ask at once (claims a second)", options.rounds());
        double[] rates = new double[options.rounds()];
        round();
        for (int i = 0; i < options.rounds(); i++) {
            rates[i] = round();
        }
        bench.add(BenchCase.of("claim", Bench.median(rates), ASKED_FOR, PEER, "claims/s"));
        bench.note(options.claimers() + " claimers, " + options.tasks()
                + " tasks a round; embedded store on disk; no task was given twice.");
        bench.note("The tasks are create tasks, each of an order of its own.");
        return bench.report();
    }

    private double round() throws Exception {
        try (ClaimStage stage = ClaimStage.open()) {
            stage.fill(options.tasks(), options.claimers());
            Set<String> given = ConcurrentHashMap.newKeySet();
            long start = System.nanoTime();
            inParallel(options.claimers(), number -> claimAll(stage, number, given));
            double seconds = (System.nanoTime() - start) / 1e9;
            if (given.size() != options.tasks()) {
                throw new IllegalStateException(given.size() + " tasks given (expected " + options.tasks() + ")");
            }
            return options.tasks() / seconds;
        }
    }

    private static void claimAll(ClaimStage stage, int number, Set<String> given) {
        for (int slot = 0; ; slot++) {
            Optional<Claim> claim = stage.claim("S" + number + "-" + slot);
            if (claim.isEmpty()) {
                return;
            }
            if (!given.add(claim.get().taskId())) {
                throw new IllegalStateException("task " + claim.get().taskId() + " was given twice");
            }
        }
    }

    static void inParallel(int threads, IntConsumer work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> all = IntStream.range(0, threads)
                    .<Callable<Void>>mapToObj(number -> () -> {
                        work.accept(number);
                        return null;
                    })
                    .toList();
            for (Future<Void> done : pool.invokeAll(all)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
