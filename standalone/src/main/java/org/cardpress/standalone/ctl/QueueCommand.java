package org.cardpress.standalone.ctl;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.cardpress.locale.PageTexts;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.queue.QueueLane;
import org.cardpress.protocol.queue.QueuedOrder;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.standalone.screen.Amount;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The queue: the orders that the line is not done with, and what waits and runs where. */
@Command(
        name = "queue",
        description = "What waits, what runs, and when it will be done.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  cardpress ctl queue list",
            "  cardpress ctl queue list --kind write --host bamako",
            "  cardpress ctl queue lanes"
        })
final class QueueCommand {

    @ParentCommand
    private CtlCommand ctl;

    @Command(
            description = {
                "Lists the orders that the line is not done with, in the order in which they are served.",
                "Each with its status, its tasks that wait and run, and when it will be done, or why that cannot be told."
            },
            footer = {"", "Example:", "  cardpress ctl queue list --kind create"})
    int list(
            @Mixin ListOptions part,
            @Option(
                            names = "--kind",
                            paramLabel = "WORD",
                            description = "create, download or write: only orders with such a task.")
                    @Nullable
                    String kind,
            @Option(names = "--host", paramLabel = "HOST", description = "Only orders with a task on this machine.")
                    @Nullable
                    String host) {
        TaskKind wanted = kind == null ? null : OrdersCommand.word(() -> TaskKind.ofWire(kind));
        Page<QueuedOrder> page = ctl.call(client -> client.queue().orders(part.skip(), part.limit(), wanted, host));
        Instant now = Instant.now();
        return ctl.answer(page, Rows.of(page, order -> row(order, now), ctl.texts()));
    }

    @Command(
            description = {
                "Tells for each kind of task and machine what waits and runs, how many run at a time, and how long one usually takes.",
                "For managers and operators."
            },
            footer = {"", "Example:", "  cardpress ctl queue lanes"})
    int lanes() {
        List<QueueLane> lanes = ctl.call(client -> client.queue().lanes());
        Page<QueueLane> page = Page.of(0, Math.max(1, lanes.size()), lanes.size(), lanes);
        return ctl.answer(page, Rows.of(page, this::row, ctl.texts()));
    }

    private String row(QueuedOrder order, Instant now) {
        PageTexts pages = ctl.pages();
        return String.format(
                        Locale.ROOT,
                        "%-20s  %-28s %-24s %s  %s",
                        order.id(),
                        ctl.texts().orderStatus(order.status().wire()),
                        pages.say("queue.counts", order.waiting(), order.running()),
                        order.name()
                                + (order.priority() == 0
                                        ? ""
                                        : " (" + pages.say("queue.priority", order.priority()) + ")"),
                        EtaWords.of(order.eta(), now, ctl.texts(), pages))
                .stripTrailing();
    }

    private String row(QueueLane lane) {
        PageTexts pages = ctl.pages();
        Long usual = lane.usualSeconds();
        return String.format(
                Locale.ROOT,
                "%-10s %-20s %-24s %s %d  %s",
                ctl.texts().taskKind(lane.kind().wire()),
                lane.host() == null ? "*" : lane.host(),
                pages.say("queue.counts", lane.waiting(), lane.running()),
                pages.say("queue.places"),
                lane.places(),
                usual == null
                        ? pages.say("queue.unmeasured")
                        : pages.say("queue.usual.of", Amount.duration(Duration.ofSeconds(usual)), lane.measured()));
    }
}
