package org.cardpress.standalone.ctl;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cardpress.locale.Phrase;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.HostChange;
import org.cardpress.protocol.catalog.HostStatus;
import org.cardpress.protocol.catalog.HostView;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.standalone.screen.Amount;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        Page<HostView> page = ctl.call(client -> client.hosts(part.skip(), part.limit()));
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

    private int change(String name, HostStatus status, Phrase said) {
        HostView host = ctl.call(client -> client.changeHost(name, new HostChange(status)));
        return ctl.answer(host, List.of(ctl.texts().say(said, name)));
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
                        String.join(",", host.slots()),
                        Amount.bytes(host.diskFree()),
                        host.lastSeen() == null ? "" : host.lastSeen())
                .stripTrailing();
    }
}
