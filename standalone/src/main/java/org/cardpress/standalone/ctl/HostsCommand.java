package org.cardpress.standalone.ctl;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cardpress.locale.Phrase;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.AsideReason;
import org.cardpress.protocol.catalog.Enrolment;
import org.cardpress.protocol.catalog.EnrolmentCode;
import org.cardpress.protocol.catalog.HostChange;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.catalog.SlotAside;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.standalone.screen.Amount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Hosts: list, approve, disable. */
@Command(
        name = "hosts",
        description = "Decides which machines may take work.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  cardpress ctl hosts list", "  cardpress ctl hosts approve bamako"})
final class HostsCommand {

    @ParentCommand
    private CtlCommand ctl;

    @Command(
            description = "Lists the machines that have asked for work.",
            footer = {"", "Example:", "  cardpress ctl hosts list"})
    int list(@Mixin ListOptions part) {
        Page<HostView> page = ctl.call(client -> client.hosts().list(part.skip(), part.limit()));
        return ctl.answer(page, Rows.of(page, this::row, ctl.texts()));
    }

    @Command(
            description = "Lets a machine take work.",
            footer = {"", "Example:", "  cardpress ctl hosts approve bamako"})
    int approve(@Parameters(paramLabel = "HOST", description = "Name of the machine.") String name) {
        return change(name, HostStatus.APPROVED, Phrase.HOST_APPROVED);
    }

    @Command(
            description = "Gives a machine no more work.",
            footer = {"", "Example:", "  cardpress ctl hosts disable bamako"})
    int disable(@Parameters(paramLabel = "HOST", description = "Name of the machine.") String name) {
        return change(name, HostStatus.DISABLED, Phrase.HOST_DISABLED);
    }

    @Command(
            description = "Makes a code that approves one new machine within a day; shown this once.",
            footer = {"", "Example:", "  cardpress ctl hosts code"})
    int code() {
        EnrolmentCode code = ctl.call(client -> client.hosts().makeCode());
        return ctl.answer(code, List.of(code.code() + "  " + code.expiresAt()));
    }

    @Command(
            description = "Approves a machine with a code, logged in with the machine's own account.",
            footer = {"", "Example:", "  cardpress ctl hosts enrol bamako 7k3p-0000-0000-0000"})
    int enrol(
            @Parameters(paramLabel = "HOST", description = "Name of the machine.") String name,
            @Parameters(paramLabel = "CODE", description = "As a manager made it.") String code) {
        Enrolment enrolment = new Enrolment(name, code);
        ctl.call(client -> {
            client.hosts().enrol(enrolment);
            return name;
        });
        return ctl.answer(name, List.of(ctl.texts().say(Phrase.HOST_APPROVED, name)));
    }

    @Command(
            description = "Takes a card slot out of service: it is given no task. What it works on goes on.",
            footer = {"", "Example:", "  cardpress ctl hosts aside bamako B --reason 'the reader gets hot'"})
    int aside(
            @Parameters(paramLabel = "HOST", description = "Name of the machine.") String name,
            @Parameters(paramLabel = "SLOT", description = "Name of the slot.") String slot,
            @Option(
                            names = "--reason",
                            required = true,
                            paramLabel = "TEXT",
                            description = "For whoever stands before it.")
                    String reason) {
        SlotAside aside = ctl.call(client -> client.hosts().setAside(name, slot, new AsideReason(reason)));
        return ctl.answer(aside, List.of(name + " " + slot + ": " + aside.reason()));
    }

    @Command(
            name = "putback",
            description = "Puts a card slot back into service.",
            footer = {"", "Example:", "  cardpress ctl hosts putback bamako B"})
    int putBack(
            @Parameters(paramLabel = "HOST", description = "Name of the machine.") String name,
            @Parameters(paramLabel = "SLOT", description = "Name of the slot.") String slot) {
        HostView host = ctl.call(client -> {
            client.hosts().putBack(name, slot);
            return client.hosts().get(name);
        });
        return ctl.answer(host, List.of(row(host)));
    }

    private int change(String name, HostStatus status, Phrase said) {
        HostView host = ctl.call(client -> client.hosts().change(name, new HostChange(status)));
        return ctl.answer(host, List.of(ctl.texts().say(said, name)));
    }

    /** Those out of service in brackets. */
    private static String slots(HostView host) {
        return host.slots().stream()
                .map(slot -> host.aside(slot).isPresent() ? "(" + slot + ")" : slot)
                .collect(Collectors.joining(","));
    }

    private String row(HostView host) {
        String kinds = host.kinds().stream().map(TaskKind::wire).collect(Collectors.joining(","));
        return String.format(
                        Locale.ROOT,
                        "%-20s %-22s %-12s %-22s %-8s %8s  %s",
                        host.name(),
                        ctl.texts().hostStatus(host.status().wire()),
                        host.account(),
                        kinds,
                        slots(host),
                        Amount.bytes(host.diskFree()),
                        host.lastSeen() == null ? "" : host.lastSeen())
                .stripTrailing();
    }
}
