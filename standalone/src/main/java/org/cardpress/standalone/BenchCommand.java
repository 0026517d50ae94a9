package org.cardpress.standalone;

import java.util.function.Supplier;
import org.cardpress.bench.BenchReport;
import org.cardpress.bench.WriteBench;
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

    private static final String ROUNDS = "Measured runs a side (default: 5).";
    private static final String JSON = "Prints one more line with the figures as JSON.";

    @Command(
            description =
                    "Writes cards beside dd and bmaptool, on one loop device in memory. As root; otherwise on a file.",
            footer = {
                "",
                "Examples:",
                "  cardpress bench write",
                "  cardpress bench write --size-mib 1024 --rounds 3 --json"
            })
    int write(
            @Option(names = "--size-mib", paramLabel = "N", description = "Size of the image (default: 4096).")
                    @Nullable
                    Long sizeMib,
            @Option(names = "--rounds", paramLabel = "N", description = ROUNDS) @Nullable Integer rounds,
            @Option(names = "--json", description = JSON) boolean json)
            throws Exception {
        WriteBench.Options usual = WriteBench.Options.PUBLISHED;
        return print(
                WriteBench.run(checked(() -> new WriteBench.Options(
                        sizeMib == null ? usual.size() : sizeMib << 20, rounds == null ? usual.rounds() : rounds))),
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
