package org.cardpress.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;

/**
 * How long people wait for a page while a shop's worth of orders lies on the embedded store and all of them look at once: the slowest
 * of twenty pages, from the click to the last byte. Beside it stands the wait that was asked for.
 */
public final class UiBench {
    private static final double ASKED_FOR = 300;
    private static final String PEER = "the wait asked for";
    private static final int WARM_UP = 5;
    private static final Duration LONGEST_THOUGHT = Duration.ofMillis(1500);
    private static final Duration SHORTEST_THOUGHT = Duration.ofMillis(500);

    private final Options options;

    private UiBench(Options options) {
        this.options = options;
    }

    /**
     * @param orders on the store
     * @param hosts that the scheduler knows
     * @param people that are signed in and look at pages at once
     * @param pages that each looks at in a round
     * @param rounds measured rounds
     */
    public record Options(int orders, int hosts, int people, int pages, int rounds) {
        public static final Options PUBLISHED = new Options(10_000, 200, 20, 20, 5);

        public Options {
            if (orders < 1 || hosts < 0 || people < 1 || pages < 1 || rounds < 1) {
                throw new IllegalArgumentException("orders " + orders + ", hosts " + hosts + ", people " + people
                        + ", pages " + pages + ", rounds " + rounds + " (expected at least 1 each; hosts 0)");
            }
        }
    }

    /** Leaves nothing behind. */
    public static BenchReport run(Options options) throws Exception {
        return new UiBench(options).run();
    }

    private BenchReport run() throws Exception {
        Bench bench = new Bench("ui: how long people wait for a page (95th percentile)", options.rounds());
        try (UiStage stage = UiStage.open(options.people())) {
            stage.fill(options.orders(), options.hosts());
            bench.add(measure("p95 list", person -> stage.list(person)));
            bench.add(measure("p95 detail", person -> stage.detail(person)));
        }
        bench.note(options.orders() + " orders, " + options.hosts() + " hosts, " + options.people()
                + " people, each of whom thinks for 0.5 to 1.5 s between two pages; embedded store on disk.");
        bench.note("Scheduler, pages and people share this machine and one process.");
        return bench.report();
    }

    private BenchCase measure(String name, ToLongFunction<UiStage.Person> look) throws Exception {
        round(look, WARM_UP);
        double[] rounds = new double[options.rounds()];
        for (int i = 0; i < rounds.length; i++) {
            rounds[i] = round(look, options.pages());
        }
        return BenchCase.of(name, Bench.median(rounds), ASKED_FOR, PEER, "ms");
    }

    /** Milliseconds within which 95 of 100 pages came. */
    private double round(ToLongFunction<UiStage.Person> look, int pages) throws Exception {
        List<Long> waits = Collections.synchronizedList(new ArrayList<>());
        ClaimBench.inParallel(options.people(), number -> {
            UiStage.Person person = new UiStage.Person(number, new Random(number));
            for (int page = 0; page < pages; page++) {
                think(person.chance());
                waits.add(look.applyAsLong(person));
            }
        });
        long[] sorted = waits.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(sorted.length * 0.95) - 1] / 1e6;
    }

    private static void think(Random chance) {
        long between = LONGEST_THOUGHT.minus(SHORTEST_THOUGHT).toMillis();
        try {
            Thread.sleep(SHORTEST_THOUGHT.toMillis() + (long) (chance.nextDouble() * between));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped", e);
        }
    }
}
