package org.cardpress.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;
import org.cardpress.standalone.shell.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandLineTest {

    /** Made once: it takes a tenth of a second. */
    private static final CommandLine ALL = Main.commandLine(Map.of());

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    static Stream<String> everyCommand() {
        return names("", ALL);
    }

    private static Stream<String> names(String prefix, CommandLine command) {
        return command.getSubcommands().entrySet().stream().flatMap(entry -> {
            String path = (prefix + " " + entry.getKey()).strip();
            return Stream.concat(Stream.of(path), names(path, entry.getValue()));
        });
    }

    @ParameterizedTest
    @MethodSource("everyCommand")
    void everyCommandExplainsItself(String path) {
        String[] args = (path + " --help").split(" ");

        assertThat(run(args)).isZero();
        assertThat(out.toString()).contains("Usage: cardpress " + path);
    }

    @Test
    void everyCommandOfTheDesignIsThere() {
        assertThat(ALL.getSubcommands())
                .containsKeys(
                        "demo",
                        "scheduler",
                        "warehouse",
                        "creator",
                        "downloader",
                        "writer",
                        "manager",
                        "whost",
                        "ctl",
                        "bench");
    }

    @Test
    void theExitCodesInTheHelpAreTheOnesInUse() {
        assertThat(run("--help")).isZero();
        for (ExitCode code : ExitCode.values()) {
            assertThat(out.toString())
                    .containsPattern(code.code() + " +" + code.meaning().split(" ")[0]);
        }
    }

    @Test
    void anUnknownCommandIsAUsageErrorThatNamesIt() {
        assertThat(run("shedule")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("shedule");
    }

    private int run(String... args) {
        ALL.setOut(new PrintWriter(out, true));
        ALL.setErr(new PrintWriter(err, true));
        return ALL.execute(args);
    }
}
