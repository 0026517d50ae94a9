package org.cardpress.standalone.ctl;

import java.util.Locale;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.SlotView;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Card slots: list, confirm. */
@Command(
        name = "slots",
        description = "Shows the card slots of all writer hosts and answers what they ask.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Examples:", "  cardpress ctl slots list", "  cardpress ctl slots confirm bamako B"})
final class SlotsCommand {
    private static final int MOST = 200;

    @ParentCommand
    private CtlCommand ctl;

    @Command(
            description = {
                "Lists the slots with what they are up to; a ! where somebody is wanted.",
                "What a slot asks about its card is answered with: cardpress ctl slots confirm HOST SLOT"
            },
            footer = {"", "Example:", "  cardpress ctl slots list"})
    int list(@Mixin ListOptions part) {
        Page<SlotView> page = ctl.call(client -> client.hosts().slots(part.skip(), part.limit()));
        return ctl.answer(page, Rows.of(page, SlotsCommand::row, ctl.texts()));
    }

    @Command(
            description = {
                "Says that the card in this slot may be overwritten.",
                "Prints what the card carries; the yes is to that card only, and is kept with your name."
            },
            footer = {"", "Example:", "  cardpress ctl slots confirm bamako B"})
    int confirm(
            @Parameters(paramLabel = "HOST", description = "The machine, as slots list names it.") String host,
            @Parameters(paramLabel = "SLOT", description = "The slot, as its label says.") String slot) {
        return TasksCommand.confirm(ctl, asking(host, slot));
    }

    /** The task that asks something about the card in this slot. */
    private TaskView asking(String host, String slot) {
        int seen = 0;
        Page<TaskView> page;
        do {
            int skip = seen;
            page = ctl.call(
                    client -> client.tasks().list(skip, MOST, null, TaskKind.WRITE, TaskStatus.WAITING_FOR_CARD));
            for (TaskView task : page.items()) {
                if (task.question() != null && host.equals(task.host()) && slot.equals(task.slot())) {
                    return task;
                }
            }
            seen += page.items().size();
        } while (!page.items().isEmpty() && seen < page.meta().count());
        throw new CommandFailed(
                ExitCode.FAILED,
                "slot " + slot + " of " + host + " asks nothing (what each slot is up to: cardpress ctl slots list)");
    }

    private static String row(SlotView slot) {
        return String.format(
                Locale.ROOT,
                "%s %-20s %-6s %s  %s",
                slot.attention() ? "!" : " ",
                slot.host(),
                slot.slot(),
                slot.at(),
                slot.text());
    }
}
