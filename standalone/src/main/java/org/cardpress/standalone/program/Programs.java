package org.cardpress.standalone.program;

import java.io.PrintWriter;
import org.cardpress.protocol.auth.Credentials;
import picocli.CommandLine;

/** The sub-commands of all programs. */
public final class Programs {

    private Programs() {}

    /** Adds {@code scheduler}, {@code warehouse} and so on to the command. */
    public static void addTo(CommandLine commandLine) {
        SchedulerProgram scheduler = new SchedulerProgram(first -> show(first, commandLine.getOut()));
        add(commandLine, "scheduler", "Takes orders, hands out tasks, keeps everything (REST API).", scheduler);
        add(commandLine, "warehouse", "Keeps images: FTP for workers, HTTP for the public.", new WarehouseProgram());
        add(commandLine, "creator", "Makes images of hotspot configs and uploads them.", new CreatorProgram());
        add(
                commandLine,
                "downloader",
                "Brings images from the warehouse to this writer host's shelf.",
                new DownloaderProgram());
        add(commandLine, "writer", "Writes and verifies the cards in this writer host's slots.", new WriterProgram());
        add(commandLine, "manager", "The web UI: orders, the floor beside the card slots.", new ManagerProgram());
    }

    /** The one time that this password is seen; on standard output, not in the log. */
    private static void show(Credentials first, PrintWriter out) {
        out.println("The first account was made. Its password is shown this once:");
        out.println("  username " + first.username());
        out.println("  password " + first.password());
        out.flush();
    }

    private static void add(CommandLine commandLine, String name, String description, Program program) {
        CommandLine command = new CommandLine(new ProgramCommand(name, program));
        command.getCommandSpec().usageMessage().description(description, "Runs in the foreground until SIGTERM.");
        command.getCommandSpec()
                .usageMessage()
                .footer(
                        "",
                        "SIGTERM or Ctrl-C ends it in order: no new work, what is nearly done is finished, the rest given back.",
                        "Settings: /etc/cardpress/*.yml, --config, environment; see `cardpress settings`.",
                        "",
                        "Examples:",
                        "  cardpress " + name,
                        "  cardpress " + name + " --config my.yml");
        commandLine.addSubcommand(name, command);
    }
}
