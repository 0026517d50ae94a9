package org.cardpress.standalone.ctl;

import java.util.ArrayList;
import java.util.List;
import org.cardpress.protocol.Page;
import org.cardpress.protocol.order.ConfirmCard;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.TaskKind;
import org.cardpress.protocol.task.TaskStatus;
import org.cardpress.protocol.worker.CardQuestion;
import org.cardpress.standalone.screen.OrderLines;
import org.cardpress.standalone.shell.CommandFailed;
import org.cardpress.standalone.shell.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Tasks: list, show, confirm, log. */
@Command(
        name = "tasks",
        description = "Shows the steps of orders and what their workers wrote.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  cardpress ctl tasks list --status waiting_for_card",
            "  cardpress ctl tasks log 06f0q2c5m1k7v9x3b8d0.c1"
        })
final class TasksCommand {

    @ParentCommand
    private CtlCommand ctl;

    @Command(
            description = "Lists tasks, youngest first.",
            footer = {"", "Example:", "  cardpress ctl tasks list --kind write --status failed_to_write"})
    int list(
            @Mixin ListOptions part,
            @Option(names = "--order", paramLabel = "ORDER", description = "Only tasks of this order.") @Nullable
                    String order,
            @Option(names = "--kind", paramLabel = "WORD", description = "create, download or write.") @Nullable
                    String kind,
            @Option(names = "--status", paramLabel = "WORD", description = "Only tasks with this status.") @Nullable
                    String status) {
        TaskKind wantedKind = kind == null ? null : OrdersCommand.word(() -> TaskKind.ofWire(kind));
        TaskStatus wantedStatus = status == null ? null : OrdersCommand.word(() -> TaskStatus.ofWire(status));
        Page<TaskView> page =
                ctl.call(client -> client.tasks().list(part.skip(), part.limit(), order, wantedKind, wantedStatus));
        return ctl.answer(page, Rows.of(page, this::row, ctl.texts()));
    }

    @Command(
            description = "Shows one task.",
            footer = {"", "Example:", "  cardpress ctl tasks show 06f0q2c5m1k7v9x3b8d0.w2"})
    int show(@Parameters(paramLabel = "TASK", description = "Id of the task.") String id) {
        TaskView task = ctl.call(client -> client.tasks().get(id));
        List<String> lines = new ArrayList<>();
        lines.add(row(task));
        lines.add("  attempt " + task.attempt() + " of " + task.maxAttempts());
        if (task.question() != null) {
            lines.add("  " + task.question().text());
        }
        return ctl.answer(task, lines);
    }

    @Command(
            description = {
                "Says that the card in the task's slot may be overwritten.",
                "Prints what the card carries; the yes is to that card only."
            },
            footer = {"", "Example:", "  cardpress ctl tasks confirm 06f0q2c5m1k7v9x3b8d0.w2"})
    int confirm(@Parameters(paramLabel = "TASK", description = "Id of the task.") String id) {
        return confirm(ctl, ctl.call(client -> client.tasks().get(id)));
    }

    /** Says yes to what this task asked when it was looked at; to anything else it is refused. */
    static int confirm(CtlCommand ctl, TaskView task) {
        CardQuestion question = task.question();
        if (question == null) {
            throw new CommandFailed(
                    ExitCode.FAILED,
                    "task " + task.id() + " asks nothing (it is "
                            + task.status().wire() + ")");
        }
        TaskView confirmed = ctl.call(client -> client.tasks().confirm(task.id(), new ConfirmCard(question.id())));
        return ctl.answer(confirmed, List.of(question.text(), "confirmed"));
    }

    @Command(
            description = "Prints what the worker wrote about one attempt.",
            footer = {"", "Example:", "  cardpress ctl tasks log 06f0q2c5m1k7v9x3b8d0.c1 --attempt 1"})
    int log(
            @Parameters(paramLabel = "TASK", description = "Id of the task.") String id,
            @Option(names = "--attempt", paramLabel = "N", description = "From 1; otherwise the last one.") @Nullable
                    Integer attempt) {
        long offset = 0;
        while (true) {
            long from = offset;
            String text = ctl.call(client -> client.tasks().log(id, attempt, from));
            if (text.isEmpty()) {
                ctl.out().flush();
                return 0;
            }
            ctl.out().print(ctl.json() ? ctl.asJson(text) + System.lineSeparator() : text);
            offset += text.length();
        }
    }

    private String row(TaskView task) {
        return task.id() + new OrderLines(ctl.texts()).task(task);
    }
}
