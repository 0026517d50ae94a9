package org.cardpress.standalone;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.cardpress.standalone.shell.Errors;
import org.cardpress.standalone.shell.Logging;
import picocli.CommandLine;

/** Entry of the {@code cardpress} command. */
public final class Main {

    private Main() {}

    /** The command line with all its sub-commands; a test walks through it. */
    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new CardpressCommand());
        commandLine.addSubcommand(new SettingsCommand());
        commandLine.setUsageHelpWidth(110);
        commandLine.setExecutionExceptionHandler(new Errors());
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        return commandLine;
    }

    public static void main(String[] args) {
        Logging.toStandardError("warn");
        System.exit(commandLine().execute(args));
    }
}
