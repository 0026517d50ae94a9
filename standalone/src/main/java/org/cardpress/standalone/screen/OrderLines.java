package org.cardpress.standalone.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cardpress.locale.Texts;
import org.cardpress.protocol.order.OrderKind;
import org.cardpress.protocol.order.OrderView;
import org.cardpress.protocol.order.TaskView;
import org.cardpress.protocol.task.TaskError;
import org.cardpress.protocol.task.TaskKind;

/** Draws an order with its tasks: one line for the order, one for each task that still counts. */
public final class OrderLines {

    private final Texts texts;

    public OrderLines(Texts texts) {
        this.texts = texts;
    }

    public List<String> of(OrderView order) {
        List<String> lines = new ArrayList<>();
        lines.add(headline(order));
        order.tasks().stream().filter(task -> !task.superseded()).forEach(task -> lines.add(task(task)));
        return lines;
    }

    /** The order alone, as in a list. */
    public String headline(OrderView order) {
        String cards = order.kind() == OrderKind.CARDS
                ? order.cardsWritten() + "/" + order.quantity()
                : order.kind().wire();
        return String.format(
                Locale.ROOT,
                "%-20s  %-28s %-6s %s",
                order.id(),
                texts.orderStatus(order.status().wire()),
                cards,
                order.name());
    }

    /** One task, with its bar while it works and its reason where it failed. */
    public String task(TaskView task) {
        String card = task.kind() == TaskKind.WRITE ? " " + task.card() : "";
        String slot = task.slot() == null ? "" : " " + task.slot();
        String detail = task.stage().isTerminal() ? "" : Bar.of(task.progress(), texts);
        TaskError error = task.error();
        if (error != null) {
            detail = (detail + "  " + error.code() + ": " + error.message()).strip();
        }
        String where = task.host() == null ? "" : task.host() + slot;
        return String.format(
                        Locale.ROOT,
                        "  %-10s %-24s %-14s %s",
                        texts.taskKind(task.kind().wire()) + card,
                        texts.taskStatus(task.status().wire()),
                        where,
                        detail)
                .stripTrailing();
    }
}
