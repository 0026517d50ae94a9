package org.cardpress.standalone;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.cardpress.bench.BenchReport;
import org.cardpress.bench.ClaimBench;
import org.cardpress.bench.CreateBench;
import org.cardpress.bench.UiBench;
import org.cardpress.bench.WriteBench;
import org.cardpress.bench.WriteCase;
import org.cardpress.standalone.settings.SettingsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmarks, each beside a peer in the same run. */
@Command(
        name = "bench",
        description = "Measures ours beside well-known tools; prints medians and their ratio.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  cardpress bench write", "  cardpress bench claim --json"})
final class BenchCommand {

    private static final int ROUNDS_PUBLISHED = 5;
    private static final String ROUNDS = "Measured runs a side (default: 5).";
    private static final String JSON = "Prints one more line with the figures as JSON.";

    @Command(
            description =
                    "Writes cards beside dd, bmaptool and what a card's speed allows, on loop devices in memory. As root.",
            footer = {
                "",
                "Examples:",
                "  cardpress bench write",
                "  cardpress bench write --case card --case eight",
                "  cardpress bench write --size-mib 1024 --rounds 3 --json"
            })
    int write(
            @Option(names = "--size-mib", paramLabel = "N", description = "Size of the image (default: 4096).")
                    @Nullable
                    Long sizeMib,
            @Option(names = "--rounds", paramLabel = "N", description = ROUNDS) @Nullable Integer rounds,
            @Option(
                            names = "--case",
                            paramLabel = "NAME",
                            description =
                                    "Only this one, may be repeated: sparse, verified, dense, stage, card, eight, slow, cpu.")
                    @Nullable
                    List<String> cases,
            @Option(names = "--json", description = JSON) boolean json)
            throws Exception {
        WriteBench.Options usual = WriteBench.Options.PUBLISHED;
        return print(
                WriteBench.run(
                        checked(() -> new WriteBench.Options(
                                sizeMib == null ? usual.size() : sizeMib << 20,
                                rounds == null ? usual.rounds() : rounds,
                                cases == null
                                        ? usual.cases()
                                        : cases.stream().map(WriteCase::of).collect(Collectors.toSet()))),
                        System.err),
                json);
    }

    @Command(
            description = "Makes a whole image beside cp and mke2fs -d of its contents, and tells its memory.",
            footer = {"", "Examples:", "  cardpress bench create", "  cardpress bench create --place /srv/fast --json"})
    int create(
            @Option(names = "--size-mib", paramLabel = "N", description = "Size of the contents (default: 4096).")
                    @Nullable
                    Long sizeMib,
            @Option(names = "--rounds", paramLabel = "N", description = ROUNDS) @Nullable Integer rounds,
            @Option(names = "--place", paramLabel = "DIR", description = "Folder on the disk to use (default: /tmp).")
                    @Nullable
                    Path place,
            @Option(names = "--json", description = JSON) boolean json)
            throws Exception {
        return print(
                CreateBench.run(checked(() -> new CreateBench.Options(
                        sizeMib == null ? CreateBench.Options.DEFAULT_SIZE : sizeMib << 20,
                        rounds == null ? ROUNDS_PUBLISHED : rounds,
                        place == null ? Path.of(System.getProperty("java.io.tmpdir")) : place))),
                json);
    }

    @Command(
            description = "Lets many workers claim at once from a scheduler on its embedded store.",
            footer = {
                "",
                "Examples:",
                "  cardpress bench claim",
                "  cardpress bench claim --tasks 1000 --claimers 8 --json"
            })
    int claim(
            @Option(names = "--tasks", paramLabel = "N", description = "Tasks in each round (default: 5000).") @Nullable
                    Integer tasks,
            @Option(names = "--claimers", paramLabel = "N", description = "Workers that ask at once (default: 32).")
                    @Nullable
                    Integer claimers,
            @Option(names = "--rounds", paramLabel = "N", description = ROUNDS) @Nullable Integer rounds,
            @Option(names = "--json", description = JSON) boolean json)
            throws Exception {
        ClaimBench.Options usual = ClaimBench.Options.PUBLISHED;
        return print(
                ClaimBench.run(checked(() -> new ClaimBench.Options(
                        tasks == null ? usual.tasks() : tasks,
                        claimers == null ? usual.claimers() : claimers,
                        rounds == null ? usual.rounds() : rounds))),
                json);
    }

    @Command(
            description = {
                "Lets people look at pages of the manager UI, over many orders on the embedded store.",
                "Cases: p95 list, p95 detail (95 of 100 pages came within so many ms), p95 live (from a worker's word on a card"
                        + " until an open page shows it). About three minutes."
            },
            footer = {
                "",
                "Examples:",
                "  cardpress bench ui",
                "  cardpress bench ui --json",
                "  cardpress bench ui --orders 1000 --hosts 20 --people 5 --rounds 1 --json"
            })
    int ui(
            @Option(names = "--orders", paramLabel = "N", description = "Orders on the store (default: 10000).")
                    @Nullable
                    Integer orders,
            @Option(names = "--hosts", paramLabel = "N", description = "Hosts that wait for work (default: 200).")
                    @Nullable
                    Integer hosts,
            @Option(names = "--people", paramLabel = "N", description = "People signed in (default: 20).") @Nullable
                    Integer people,
            @Option(
                            names = "--rounds",
                            paramLabel = "N",
                            description = "Rounds of 20 pages for each person (default: 5).")
                    @Nullable
                    Integer rounds,
            @Option(names = "--json", description = JSON) boolean json)
            throws Exception {
        UiBench.Options usual = UiBench.Options.PUBLISHED;
        return print(
                UiBench.run(
                        checked(() -> new UiBench.Options(
                                orders == null ? usual.orders() : orders,
                                hosts == null ? usual.hosts() : hosts,
                                people == null ? usual.people() : people,
                                usual.pages(),
                                rounds == null ? usual.rounds() : rounds)),
                        System.err),
                json);
    }

    private static int print(BenchReport report, boolean json) {
        report.print(System.out, json);
        return 0;
    }

    private static <T> T checked(Supplier<T> options) {
        try {
            return options.get();
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }
}
