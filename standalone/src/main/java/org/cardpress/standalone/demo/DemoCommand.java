package org.cardpress.standalone.demo;

import io.micronaut.serde.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.cardpress.standalone.shell.ExitCode;
import org.cardpress.standalone.shell.Logging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The demo: starts the line, orders two cards and a link, watches, proves the result. */
@Command(
        name = "demo",
        description = {
            "Runs the whole line in one process, on real parts: two cards and one download link, each proven by foreign tools.",
            "Then stays up, so that you can look around, until Ctrl-C."
        },
        footer = {
            "",
            "Examples:",
            "  cardpress demo",
            "  cardpress demo --once          ends after the orders; its last line is a JSON summary",
            "  cardpress demo --keep          goes on with what an earlier demo left",
            "  cardpress demo --state /tmp/d  keeps its files elsewhere than in ./var"
        })
public final class DemoCommand implements Callable<Integer> {

    private static final int CARDS = 2;
    private static final long CARD_SIZE = 512L << 20;

    @Option(names = "--once", description = "Ends after the orders; exit code 0 only if everything was proven.")
    private boolean once;

    @Option(names = "--keep", description = "Goes on with the accounts and orders of an earlier demo.")
    private boolean keep;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Folder for all its files (default: ./var). Only a folder of an earlier demo is emptied.")
    private Path folder = Path.of("var");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        try (DemoState state = DemoState.open(folder, keep)) {
            Logging.toFile(state.file("demo.log"), "info");
            out.println("log: " + state.file("demo.log"));
            CardSlots slots = CardSlots.open(state.folder("cards"), List.of("A", "B"), CARD_SIZE);
            // Loop devices would outlive a process that is told to end.
            Runtime.getRuntime().addShutdownHook(new Thread(slots::close, "detach"));
            Demo demo = new Demo(state, slots, out);
            if (once) {
                DemoSummary summary = demo.once(CARDS);
                out.println(ObjectMapper.getDefault().writeValueAsString(summary));
                return summary.good(CARDS) ? ExitCode.OK.code() : ExitCode.FAILED.code();
            }
            demo.stayUp(CARDS);
            return ExitCode.OK.code();
        }
    }
}
