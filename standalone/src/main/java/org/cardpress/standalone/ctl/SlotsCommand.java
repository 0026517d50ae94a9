package org.cardpress.standalone.ctl;

import java.util.Locale;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.catalog.SlotView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Card slots: list. */
@Command(
        name = "slots",
        description = "Shows the card slots of all writer hosts.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  cardpress ctl slots list"})
final class SlotsCommand {

    @ParentCommand
    private CtlCommand ctl;

    @Command(
            description = {
                "Lists the slots with what they are up to; a ! where somebody is wanted.",
                "What a task asks about its card is answered with: cardpress ctl tasks confirm TASK"
            },
            footer = {"", "Example:", "  cardpress ctl slots list"})
    int list(@Mixin ListOptions part) {
        Page<SlotView> page = ctl.call(client -> client.slots(part.skip(), part.limit()));
        return ctl.answer(page, Rows.of(page, SlotsCommand::row, ctl.texts()));
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
