package org.cardpress.standalone;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import org.cardpress.standalone.settings.Setting;
import org.cardpress.standalone.settings.Settings;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.cardpress.standalone.shell.SettingsOption;
import org.cardpress.writer.quarantine.Quarantine;
import org.cardpress.writer.quarantine.QuarantinedCard;
import org.cardpress.writer.quarantine.SlotTrust;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The person at a writer host who gives a card, or the reader of a slot, another chance. A running writer sees it at once. */
@Command(
        name = "quarantine",
        description = "Shows and lifts, on a writer host, what is not trusted any more: cards, and readers of slots.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Works on writer.dir of this machine, with the account of the writer or as root.",
            "",
            "Examples:",
            "  cardpress quarantine list",
            "  cardpress quarantine lift cid-27504853443136474e1e2f8a01014c00",
            "  cardpress quarantine trust A"
        })
final class QuarantineCommand {
    private static final Logger LOG = LoggerFactory.getLogger(QuarantineCommand.class);

    @Mixin
    private SettingsOption settings = new SettingsOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Command(
            description = "Lists the cards that are refused, and the slots that are set aside.",
            footer = {"", "Example:", "  cardpress quarantine list"})
    int list() {
        PrintWriter out = spec.commandLine().getOut();
        Settings loaded = settings.load();
        try {
            for (QuarantinedCard card : quarantine(loaded).refused()) {
                out.printf("card %-60s failed %d times: %s%n", card.name(), card.failures(), card.why());
            }
            for (String slot : trust(loaded).setAside()) {
                out.printf("slot %-60s three different cards in a row failed in it%n", slot);
            }
        } catch (IOException unreadable) {
            throw failed(unreadable);
        }
        out.flush();
        return ExitCode.OK.code();
    }

    @Command(
            description = "Gives a card another chance: all its failures so far are forgiven.",
            footer = {"", "Example:", "  cardpress quarantine lift stamp-4f6c7a1e-0c55-4c1e-9f2b-1f6a2e7d3c90"})
    int lift(@Parameters(paramLabel = "CARD", description = "Name of the card, as the list shows it.") String card) {
        try {
            Quarantine quarantine = quarantine(settings.load());
            if (quarantine.refused().stream().noneMatch(each -> each.name().equals(card))) {
                throw new CommandFailed(
                        ExitCode.USAGE,
                        "card '" + card + "' is not in quarantine (expected one of "
                                + quarantine.refused().stream()
                                        .map(QuarantinedCard::name)
                                        .toList() + ")");
            }
            quarantine.lift(card, person());
            LOG.warn("quarantine of {} lifted by {}", card, person());
        } catch (IOException failed) {
            throw failed(failed);
        }
        return said("lifted");
    }

    @Command(
            description = "Says that the reader of a slot was looked at: its slot takes tasks again.",
            footer = {"", "Example:", "  cardpress quarantine trust A"})
    int trust(@Parameters(paramLabel = "SLOT", description = "Name of the slot, as on its label.") String slot) {
        Settings loaded = settings.load();
        List<String> names = loaded.list(Setting.WRITER_SLOTS).stream()
                .map(each -> each.replaceFirst("=.*", ""))
                .toList();
        if (!names.contains(slot)) {
            throw new CommandFailed(
                    ExitCode.USAGE, "slot '" + slot + "' is none of this host (expected one of " + names + ")");
        }
        try {
            trust(loaded).clear(slot);
            LOG.warn("reader of slot {} trusted again by {}", slot, person());
        } catch (IOException failed) {
            throw failed(failed);
        }
        return said("trusted again");
    }

    private int said(String word) {
        spec.commandLine().getOut().println(word);
        return ExitCode.OK.code();
    }

    private static Quarantine quarantine(Settings settings) throws IOException {
        return Quarantine.open(settings.path(Setting.WRITER_DIR).resolve("quarantine"));
    }

    private static SlotTrust trust(Settings settings) throws IOException {
        return SlotTrust.open(settings.path(Setting.WRITER_DIR).resolve("slots"));
    }

    /** As the machine knows whoever is logged in, also behind sudo. */
    private static String person() {
        String behindSudo = System.getenv("SUDO_USER");
        return behindSudo == null ? String.valueOf(System.getProperty("user.name")) : behindSudo;
    }

    private static CommandFailed failed(IOException cause) {
        return new CommandFailed(ExitCode.FAILED, String.valueOf(cause.getMessage()));
    }
}
