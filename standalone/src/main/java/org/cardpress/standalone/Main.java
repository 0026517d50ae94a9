package org.cardpress.standalone;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.cardpress.standalone.ctl.CtlCommand;
import org.cardpress.standalone.demo.DemoCommand;
import org.cardpress.standalone.program.Programs;
import org.cardpress.standalone.shell.Errors;
import org.cardpress.standalone.shell.Logging;
import picocli.CommandLine;

/** Entry of the {@code cardpress} command. */
public final class Main {

    private Main() {}

    /** The command line with all its sub-commands; a test walks through it. */
    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new CardpressCommand());
        Programs.addTo(commandLine);
        commandLine.addSubcommand(new DemoCommand());
        commandLine.addSubcommand(new BenchCommand());
        commandLine.addSubcommand(new SettingsCommand());
        commandLine.addSubcommand(new VirtualCardCommand());
        commandLine.addSubcommand(new QuarantineCommand());
        commandLine.addSubcommand(new CtlCommand(environment));
        addNotBuilt(
                commandLine,
                "whost",
                "Sets up a writer host.",
                "docs/operations.md tells how to set up a writer host by hand");
        commandLine.setUsageHelpWidth(110);
        commandLine.setExecutionExceptionHandler(new Errors());
        commandLine.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
        return commandLine;
    }

    private static void addNotBuilt(CommandLine commandLine, String name, String description, String instead) {
        CommandLine command = new CommandLine(new NotBuiltCommand(instead));
        command.getCommandSpec().usageMessage().description(description + " Not in this version: " + instead + ".");
        commandLine.addSubcommand(name, command);
    }

    public static void main(String[] args) {
        Logging.toStandardError("warn");
        System.exit(commandLine(System.getenv()).execute(args));
    }
}
