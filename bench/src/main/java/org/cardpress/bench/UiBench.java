package org.cardpress.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * How long people wait for a page while a year of orders lies on the embedded store, hosts wait for work, cards are being written, and
 * all people look at once: of a hundred pages the ninety-fifth, from the click to the last byte. Beside it stands the wait that was
 * asked for. Lists and single orders come mixed, as people look at them; each is judged by itself.
 */
public final class UiBench {
    private static final double ASKED_FOR = 300;
    private static final double ASKED_FOR_LIVE = 1000;
    private static final String PEER = "the wait asked for";
    private static final Duration LONGEST_THOUGHT = Duration.ofMillis(1500);
    private static final Duration SHORTEST_THOUGHT = Duration.ofMillis(500);

    private final Options options;
    private final PrintStream progress;

    private UiBench(Options options, PrintStream progress) {
        this.options = options;
        this.progress = progress;
    }

    /**
     * @param orders on the store
     * @param hosts that wait for work
     * @param people that are signed in and look at pages at once
     * @param pages that each looks at before they are counted, and again in each round
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

    /**
     * Leaves nothing behind.
     *
     * @param progress is told how far it is
     */
    public static BenchReport run(Options options, PrintStream progress) throws Exception {
        return new UiBench(options, progress).run();
    }

    private BenchReport run() throws Exception {
        Bench bench = new Bench("ui: how long people wait for a page (95th percentile)", options.rounds());
        try (UiStage stage = UiStage.open(options, progress)) {
            look(stage, options.pages(), "pages that do not count");
            stage.cards().waits();
            long began = System.nanoTime();
            Duration worked = processorTime();
            Waits waits = look(stage, options.pages() * options.rounds(), "pages");
            bench.add(BenchCase.of("p95 list", p95(waits.lists()), ASKED_FOR, PEER, "ms"));
            bench.add(BenchCase.of("p95 detail", p95(waits.details()), ASKED_FOR, PEER, "ms"));
            double busy = processorTime().minus(worked).toNanos() / (double) (System.nanoTime() - began);
            long[] live = stage.cards().waits();
            if (live.length > 0) {
                bench.add(BenchCase.of("p95 live", p95(live), ASKED_FOR_LIVE, PEER, "ms"));
            }
            bench.note(String.format(
                    "%d lists, %d orders, %d changes seen; medians %.1f, %.1f, %.1f ms; the slowest %.0f, %.0f, %.0f ms.",
                    waits.lists().length,
                    waits.details().length,
                    live.length,
                    share(waits.lists(), 0.5),
                    share(waits.details(), 0.5),
                    share(live, 0.5),
                    share(waits.lists(), 1),
                    share(waits.details(), 1),
                    share(live, 1)));
            bench.note(String.format(
                    "This process kept %.2f of the %d processors busy: %.1f ms for each page, live lines and hosts included.",
                    busy,
                    Runtime.getRuntime().availableProcessors(),
                    processorTime().minus(worked).toNanos() / 1e6 / (waits.lists().length + waits.details().length)));
        }
        bench.note(options.orders() + " orders, " + options.hosts() + " hosts that wait for work, " + options.people()
                + " people, each of whom thinks for 0.5 to 1.5 s between two pages; embedded store on disk.");
        bench.note("The first " + options.pages() + " pages of each person are not counted.");
        bench.note("Scheduler, pages, hosts and people share this machine and one process.");
        return bench.report();
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private Waits look(UiStage stage, int pages, String what) throws Exception {
        int people = stage.people().size();
        Countdown countdown = new Countdown(what, (long) people * pages, System::nanoTime, progress);
        List<Long> lists = new ArrayList<>();
        List<Long> details = new ArrayList<>();
        ClaimBench.inParallel(people, number -> {
            UiVisitor person = stage.people().get(number);
            for (int page = 0; page < pages; page++) {
                think(person.chance());
                boolean list = person.chance().nextBoolean();
                long took = list ? person.list() : person.detail();
                synchronized (lists) {
                    (list ? lists : details).add(took);
                }
                countdown.step();
            }
        });
        return new Waits(sorted(lists), sorted(details));
    }

    private static long[] sorted(List<Long> waits) {
        return waits.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** Milliseconds within which 95 of 100 came. */
    private static double p95(long[] waits) {
        return share(waits, 0.95);
    }

    /** Milliseconds within which this share of them came; 0 of none. */
    static double share(long[] waits, double share) {
        long[] sorted = waits.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)] / 1e6;
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

    /** Nanoseconds of each page. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Waits(long[] lists, long[] details) {}
}
